package dev.loulan.server.http;

import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;

/** An answer that is an error: RFC 9457, with a {@code code} for programs. */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  static final String MEDIA_TYPE = "application/problem+json";

  private final int status;
  private final String code;
  private final transient Json.Obj extra;

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

  public Response response() {
    return response(status, code, String.valueOf(getMessage()), extra);
  }

  static Response response(int status, String code, String detail, Json.Obj extra) {
    JsonObjectBuilder body = new JsonObjectBuilder();
    extra.members().forEach(body::json);
    body.integer("status", status).text("code", code).text("title", title(status));
    return Response.status(status)
        .type(MEDIA_TYPE)
        .entity(body.text("detail", detail).build().canonical())
        .build();
  }

  private static String title(int status) {
    Response.Status known = Response.Status.fromStatusCode(status);
    return known == null ? "Error" : known.getReasonPhrase();
  }
}
