package dev.loulan.server.http;

import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import dev.loulan.domain.text.Retelling;
import jakarta.ws.rs.core.Response;
import java.util.Locale;

/**
 * An answer that is an error: RFC 9457, with a {@code code} for programs, and title and detail in
 * the language of whoever asks.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  public static final String MEDIA_TYPE = "application/problem+json";

  private final int status;
  private final String code;
  private final transient Json.Obj extra;

  /** A problem with its detail as an English sentence. */
  public Problem(int status, String code, String detail) {
    this(status, code, detail, new JsonObjectBuilder().build());
  }

  /** With further members, such as the position to go on from. */
  public Problem(int status, String code, String detail, Json.Obj extra) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
    this.extra = extra;
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public Response response(Locale locale) {
    return Response.status(status).type(MEDIA_TYPE).entity(body(locale).canonical()).build();
  }

  /** The answer's body. */
  public Json.Obj body(Locale locale) {
    JsonObjectBuilder body = new JsonObjectBuilder();
    extra.members().forEach(body::json);
    return body.integer("status", status)
        .text("code", code)
        .text("title", Retelling.in(locale, code, title(status)))
        .text("detail", Retelling.in(locale, code, String.valueOf(getMessage())))
        .build();
  }

  private static String title(int status) {
    Response.Status known = Response.Status.fromStatusCode(status);
    return known == null ? "Error" : known.getReasonPhrase();
  }
}
