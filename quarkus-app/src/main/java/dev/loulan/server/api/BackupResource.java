package dev.loulan.server.api;

import dev.loulan.server.http.Problem;
import dev.loulan.server.settings.ServerSettings;
import dev.loulan.sync.backup.Backup;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.io.InputStream;

/** The whole server as one archive, while it runs. */
@Path("/api/v1/backup")
@Produces("application/x-tar")
@Blocking
public class BackupResource {
  private final ServerSettings settings;

  BackupResource(ServerSettings settings) {
    this.settings = settings;
  }

  @POST
  public InputStream backup(@QueryParam("keys") @DefaultValue("false") boolean keys) {
    try {
      return new Backup(settings.data()).open(keys);
    } catch (IOException e) {
      throw new Problem(
          500, "BACKUP", "The backup failed: %s. Check free space.".formatted(e.getMessage()));
    }
  }
}
