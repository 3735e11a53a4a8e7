package peer;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Says hello. */
@Path("/")
public final class Hello {
  @GET
  public String hello() {
    return "hello";
  }
}
