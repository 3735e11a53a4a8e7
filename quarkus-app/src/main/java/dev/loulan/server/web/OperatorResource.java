package dev.loulan.server.web;

import dev.loulan.server.api.ReviewDesk;
import dev.loulan.server.devices.DeviceRegister;
import dev.loulan.server.live.LiveHub;
import dev.loulan.sync.readmodel.SalesModel.ReviewRow;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an operator decides on a page: the answer to a review, and when a shelf is restocked. */
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
public class OperatorResource {
  private final ReviewDesk reviews;
  private final DeviceRegister devices;
  private final LiveHub live;
  private final Figures figures;
  private final Visit visit;

  OperatorResource(
      ReviewDesk reviews, DeviceRegister devices, LiveHub live, Figures figures, Visit visit) {
    this.reviews = reviews;
    this.devices = devices;
    this.live = live;
    this.figures = figures;
    this.visit = visit;
  }

  /** The form is signed in the browser, with a key that the server never sees. */
  @GET
  @Path("reviews/{id}")
  public String review(@PathParam("id") String id) {
    requireOperator();
    ReviewRow review = reviews.find(id).orElseThrow(MissingPage::new);
    var device = devices.require(review.device());
    Page page = visit.page();
    String clock = page.formats().moment(review.atMicros(), ZoneId.of(device.zone()));
    Optional<SaleView> answer = board().answer(id);
    return Templates.review(
            page,
            new ReviewForm(
                id,
                device.device(),
                clock,
                device.operator(),
                reviews.openDay(review),
                answer.isPresent(),
                board().picture(id),
                reviews.goods(review)),
            answer.orElse(null))
        .render();
  }

  @POST
  @Path("shelves/{device}/restocking")
  public Response restocking(
      @PathParam("device") String device,
      @FormParam("csrf") @Nullable String csrf,
      @FormParam("on") @Nullable String on) {
    requireOperator();
    Page page = visit.page();
    if (!page.csrf().equals(csrf)) {
      String html = Templates.message(page, "forbidden").render();
      return Response.status(403).entity(html).build();
    }
    devices.restocking(device, "true".equals(on));
    live.changed();
    return Response.seeOther(URI.create("/")).build();
  }

  private Board board() {
    return new Board(figures, visit.account(), visit.texts());
  }

  private void requireOperator() {
    if (!visit.account().role().runsShelves()) {
      throw new MissingPage();
    }
  }
}
