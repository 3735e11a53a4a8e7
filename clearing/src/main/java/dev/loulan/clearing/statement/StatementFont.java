package dev.loulan.clearing.statement;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds a font on the machine that has the characters of a language. */
public final class StatementFont {
  private static final List<String> CHINESE =
      List.of(
          "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
          "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
          "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
          "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
          "/usr/share/fonts/truetype/arphic/uming.ttc");
  private static final List<String> LATIN =
      List.of(
          "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
          "/usr/share/fonts/dejavu/DejaVuSans.ttf",
          "/usr/share/fonts/TTF/DejaVuSans.ttf");

  private StatementFont() {}

  /** The first font that is there; a Chinese one has Latin letters as well. */
  public static Optional<Path> find(Locale language) {
    boolean chinese = language.getLanguage().equals(Locale.CHINESE.getLanguage());
    Optional<Path> found = first(chinese ? CHINESE : LATIN);
    return chinese ? found : found.or(() -> first(CHINESE));
  }

  private static Optional<Path> first(List<String> candidates) {
    return candidates.stream().map(Path::of).filter(Files::isReadable).findFirst();
  }
}
