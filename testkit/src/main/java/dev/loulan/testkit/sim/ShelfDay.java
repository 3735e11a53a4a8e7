package dev.loulan.testkit.sim;

import dev.loulan.testkit.chance.Chance;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What happens at the shelf on one business day, all of it decided by the seed.
 *
 * @param beginMicros when the board boots
 * @param endMicros when its feed ends: two minutes after the midnight that ends the day
 * @param startWeightsMg what lies on each plate when the board boots
 * @param visits by time; they do not overlap
 */
public record ShelfDay(
    long seed,
    DemoShelf shelf,
    LocalDate day,
    ZoneId zone,
    long beginMicros,
    long endMicros,
    List<Long> startWeightsMg,
    List<Visit> visits) {

  private static final long SECOND = 1_000_000;
  private static final long TICK = 100_000;
  private static final long BETWEEN_VISITS = 20 * SECOND;

  public ShelfDay {
    startWeightsMg = List.copyOf(startWeightsMg);
    visits = List.copyOf(visits);
  }

  /**
   * A whole business day: shoppers come between 08:00 and 20:00, most of them around noon.
   *
   * @param sessions how many shoppers come; at most 800 have room
   */
  public static ShelfDay businessDay(
      DemoShelf shelf, long seed, LocalDate day, ZoneId zone, int sessions) {
    if (sessions < 0 || sessions > 800) {
      throw new IllegalArgumentException("A day has room for 0 to 800 sessions, not " + sessions);
    }
    long opensMicros = micros(day, LocalTime.of(8, 0), zone);
    long closesMicros = micros(day, LocalTime.of(20, 0), zone);
    Chance arrivals = Chance.of(seed, -day.toEpochDay());
    long[] wanted = new long[sessions];
    for (int i = 0; i < sessions; i++) {
      double share =
          arrivals.happens(0.35)
              ? 0.375 + 0.12 * (arrivals.unit() + arrivals.unit() - 1)
              : arrivals.unit();
      wanted[i] = opensMicros + (long) (share * (closesMicros - opensMicros));
    }
    Arrays.sort(wanted);
    return plan(shelf, seed, day, zone, opensMicros - 60 * SECOND, wanted);
  }

  /**
   * A day to watch: the first shopper comes after ten seconds, then one every half minute or so
   * until midnight or until the shelf is nearly empty.
   *
   * @param beginMicros when the board boots, micros since the epoch
   */
  public static ShelfDay live(DemoShelf shelf, long seed, ZoneId zone, long beginMicros) {
    LocalDate day =
        java.time.Instant.EPOCH.plus(beginMicros, ChronoUnit.MICROS).atZone(zone).toLocalDate();
    long begin = roundUp(beginMicros);
    long midnight = micros(day.plusDays(1), LocalTime.MIDNIGHT, zone);
    Chance arrivals = Chance.of(seed, -begin);
    List<Long> wanted = new ArrayList<>();
    for (long at = begin + 10 * SECOND; at < midnight - 120 * SECOND && wanted.size() < 300; ) {
      wanted.add(at);
      at += arrivals.between(20 * SECOND, 45 * SECOND);
    }
    long[] times = wanted.stream().mapToLong(Long::longValue).toArray();
    return plan(shelf, seed, day, zone, begin, times);
  }

  private static ShelfDay plan(
      DemoShelf shelf, long seed, LocalDate day, ZoneId zone, long beginMicros, long[] wanted) {
    long midnight = micros(day.plusDays(1), LocalTime.MIDNIGHT, zone);
    Stock stock = new Stock(shelf, Chance.of(seed, day.toEpochDay()));
    List<Long> startWeights = Arrays.stream(stock.weightsMg()).boxed().toList();
    List<Visit> visits = new ArrayList<>();
    long free = beginMicros + 10 * SECOND;
    for (int i = 0; i < wanted.length; i++) {
      long open = roundUp(Math.max(wanted[i], free));
      // A shopper who is still there at midnight would be billed on another day than sold.
      if (open > midnight - 180 * SECOND) {
        break;
      }
      Chance chance = Chance.of(Chance.of(seed, day.toEpochDay()).next(), i);
      String reference = "pay-%s-%04d".formatted(day, i + 1);
      Visit visit = new Shopper(shelf, stock, chance).visit(open, reference);
      visits.add(visit);
      free = visit.closeMicros() + BETWEEN_VISITS;
    }
    long end = Math.max(midnight + 120 * SECOND, roundUp(free));
    return new ShelfDay(seed, shelf, day, zone, beginMicros, end, startWeights, visits);
  }

  /** The bill that the payment provider sends for the day. */
  public ProviderBill bill(DemoTerms terms) {
    return ProviderBill.of(this, terms);
  }

  /** The visits that ended with something to pay. */
  public List<Visit> charged() {
    return visits.stream().filter(visit -> visit.amountMinor() > 0).toList();
  }

  /** Names this day's run of sequence numbers. */
  public long streamId() {
    return Chance.of(seed, beginMicros).next();
  }

  private static long micros(LocalDate day, LocalTime time, ZoneId zone) {
    return day.atTime(time).atZone(zone).toEpochSecond() * SECOND;
  }

  private static long roundUp(long micros) {
    return (micros + TICK - 1) / TICK * TICK;
  }
}
