package dev.loulan.server.web;

import dev.loulan.clearing.agreement.AgreementTemplate;
import io.quarkus.qute.TemplateData;
import java.util.List;

/**
 * A shipped template of an agreement, to begin a draft with.
 *
 * @param label what it is, in words
 * @param text terms with gaps
 */
@TemplateData
public record TemplateView(String label, String text) {

  /** All that ship, the plainest first. */
  static List<TemplateView> shipped(Texts texts) {
    return AgreementTemplate.SHIPPED.stream()
        .map(name ->
            new TemplateView(texts.get("template." + name), AgreementTemplate.of(name).text()))
        .toList();
  }
}
