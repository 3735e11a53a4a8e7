package dev.loulan.clearing.agreement;

import dev.loulan.domain.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Fills in what differs from site to site. */
final class Template {
  private static final String SITE = "${site}";
  private static final String SHELVES = "${shelves}";

  private Template() {}

  static boolean isTemplate(Json document) {
    return switch (document) {
      case Json.Text text -> text.value().contains(SITE) || text.value().equals(SHELVES);
      case Json.Arr array -> array.items().stream().anyMatch(Template::isTemplate);
      case Json.Obj object -> object.members().values().stream().anyMatch(Template::isTemplate);
      case Json.Int _, Json.Bool _, Json.Null _ -> false;
    };
  }

  static Json fill(Json document, String site, List<String> shelves) {
    return switch (document) {
      case Json.Text text -> new Json.Text(text.value().replace(SITE, site));
      case Json.Arr array -> {
        List<Json> items = new ArrayList<>();
        for (Json item : array.items()) {
          if (item instanceof Json.Text text && text.value().equals(SHELVES)) {
            shelves.forEach(shelf -> items.add(new Json.Text(shelf)));
          } else {
            items.add(fill(item, site, shelves));
          }
        }
        yield new Json.Arr(items);
      }
      case Json.Obj object -> {
        TreeMap<String, Json> members = new TreeMap<>();
        object.members().forEach((name, value) -> members.put(name, fill(value, site, shelves)));
        yield new Json.Obj(members);
      }
      case Json.Int _, Json.Bool _, Json.Null _ -> document;
    };
  }
}
