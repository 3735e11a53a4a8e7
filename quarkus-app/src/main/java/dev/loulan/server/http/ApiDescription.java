package dev.loulan.server.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Adds to the OpenAPI page what holds for every call: who may call, and how errors look. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiDescription implements OASFilter {
  private static final String PROBLEM = "Problem";
  private static final String TOKEN = "administratorToken";

  @Override
  public void filterOpenAPI(OpenAPI page) {
    if (page.getComponents() == null) {
      page.setComponents(OASFactory.createComponents());
    }
    page.getComponents().addSchema(PROBLEM, problem());
    page.getComponents()
        .addSecurityScheme(
            TOKEN,
            OASFactory.createSecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
    page.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(TOKEN));
    page.getPaths()
        .getPathItems()
        .values()
        .forEach(path -> path.getOperations().values().forEach(ApiDescription::addProblem));
  }

  private static void addProblem(Operation operation) {
    if (operation.getResponses() == null) {
      operation.setResponses(OASFactory.createAPIResponses());
    }
    operation.getResponses().setDefaultValue(answer());
  }

  private static APIResponse answer() {
    return OASFactory.createAPIResponse()
        .description("What kept the call from being done (RFC 9457)")
        .content(
            OASFactory.createContent()
                .addMediaType(
                    Problem.MEDIA_TYPE,
                    OASFactory.createMediaType()
                        .schema(OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM))));
  }

  private static Schema problem() {
    return OASFactory.createSchema()
        .addType(Schema.SchemaType.OBJECT)
        .addProperty("status", typed(Schema.SchemaType.INTEGER))
        .addProperty("code", typed(Schema.SchemaType.STRING))
        .addProperty("title", typed(Schema.SchemaType.STRING))
        .addProperty("detail", typed(Schema.SchemaType.STRING))
        .addRequired("status")
        .addRequired("code")
        .addRequired("title")
        .addRequired("detail");
  }

  private static Schema typed(Schema.SchemaType type) {
    return OASFactory.createSchema().addType(type);
  }
}
