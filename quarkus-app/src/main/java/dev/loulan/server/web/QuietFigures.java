package dev.loulan.server.web;

import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.agreement.Terms;
import dev.loulan.domain.json.Fields;
import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The figures of a server without read models: no device, no sale. Gives way to any other. */
@DefaultBean
@Singleton
public class QuietFigures implements Figures {
  @Override
  public List<DeviceRecord> devices() {
    return List.of();
  }

  @Override
  public List<SaleRecord> sales(Optional<String> before, int limit) {
    return List.of();
  }

  @Override
  public Optional<SaleRecord> sale(String id) {
    return Optional.empty();
  }

  @Override
  public List<SaleRecord> salesOfOpenDay() {
    return List.of();
  }

  @Override
  public List<ReviewRecord> openReviews() {
    return List.of();
  }

  @Override
  public List<Fields> statements(int limit) {
    return List.of();
  }

  @Override
  public Optional<Fields> statement(BusinessDay day) {
    return Optional.empty();
  }

  @Override
  public List<Terms> agreements() {
    return List.of();
  }

  @Override
  public List<ProductRecord> products(String device) {
    return List.of();
  }

  @Override
  public String partyName(String partyId) {
    return partyId;
  }
}
