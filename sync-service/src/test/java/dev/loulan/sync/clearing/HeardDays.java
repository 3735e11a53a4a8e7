package dev.loulan.sync.clearing;

import dev.loulan.contract.ContractException;
import dev.loulan.domain.BusinessDay;
import dev.loulan.domain.Currency;
import java.util.ArrayList;
import java.util.List;

/** Writes down which days a round settled, and which the contract refused and why. */
public final class HeardDays implements DueDays.Listener {
  private final List<String> heard = new ArrayList<>();

  @Override
  public void settled(BusinessDay day, Currency currency, byte[] statement) {
    heard.add(day + " " + currency);
  }

  @Override
  public void refused(BusinessDay day, Currency currency, ContractException why) {
    heard.add(day + " " + why.code());
  }

  public List<String> all() {
    return List.copyOf(heard);
  }
}
