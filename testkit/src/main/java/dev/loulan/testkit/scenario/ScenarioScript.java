package dev.loulan.testkit.scenario;

import dev.loulan.testkit.cell.CellTraits;
import dev.loulan.testkit.cell.NoiseFit;
import dev.loulan.testkit.chance.Chance;
import dev.loulan.testkit.scenario.Hands.Unit;
import dev.loulan.testkit.scenario.ScenarioSession.Scanned;
import dev.loulan.testkit.scenario.ScenarioSession.Silence;
import java.util.ArrayList;
import java.util.List;

/** Plans one session of a scenario from its seed. */
final class ScenarioScript {
  private static final long SECOND = 1_000_000;
  private static final long BEGIN = 1_790_000_000_000_000L;
  private static final long BEFORE_OPENING = 4 * SECOND;
  private static final long AFTER_CLOSING = 3 * SECOND;

  private final ScenarioParameters parameters;
  private final Scenario scenario;
  private final long seed;
  private final Chance chance;
  private final ScenarioShelf shelf;
  private final Hands hands;
  private final List<Silence> silences = new ArrayList<>();
  private long rebootMicros;

  ScenarioScript(ScenarioParameters parameters, Scenario scenario, long seed) {
    this.parameters = parameters;
    this.scenario = scenario;
    this.seed = seed;
    this.chance = Chance.of(seed, 2);
    boolean lookAlikes =
        scenario == Scenario.EXCHANGE_OF_LOOK_ALIKES
            || chance.happens(parameters.number("rival.probability"));
    this.shelf = ScenarioShelf.of(parameters, lookAlikes, chance);
    boolean crosstalk = scenario == Scenario.CROSSTALK;
    this.hands = new Hands(parameters, shelf, crosstalk, BEGIN + BEFORE_OPENING, chance);
  }

  ScenarioSession session() {
    long open = hands.nowMicros();
    hands.pause();
    play();
    hands.pause();
    List<List<Scanned>> answers = new ArrayList<>();
    for (int ask = 0; ask < parameters.whole("scan.asks"); ask++) {
      answers.add(hands.answer());
      hands.pass(SECOND);
    }
    long close = hands.nowMicros();
    List<Long> start = new ArrayList<>();
    List<CellTraits> traits = new ArrayList<>();
    List<Double> sigmas = new ArrayList<>();
    for (int plate = 0; plate < ScenarioShelf.PLATES.size(); plate++) {
      start.add(stockMg(plate));
      traits.add(traits());
      double noisy =
          scenario == Scenario.NOISY_PLATE && plate == 0
              ? parameters.number("noise.noisyPlateTimes")
              : 1;
      sigmas.add(NoiseFit.committed().sigmaMg(chance) * noisy);
    }
    return new ScenarioSession(
        scenario,
        seed,
        shelf,
        hands.hadRival(),
        start,
        traits,
        sigmas,
        hands.touches(),
        hands.scans(),
        answers,
        hands.taken(),
        BEGIN,
        open,
        close,
        close + AFTER_CLOSING,
        silences,
        rebootMicros);
  }

  private long stockMg(int plate) {
    double sum = 0;
    for (Goods goods : shelf.goods()) {
      if (goods.plates().contains(plate)) {
        sum += goods.meanMg() * parameters.whole("stock.units");
      }
    }
    return Math.round(sum);
  }

  private CellTraits traits() {
    double kelvin =
        scenario == Scenario.DOOR_LEFT_OPEN ? parameters.number("cell.kelvinPerSecond") : 0;
    double bits =
        scenario == Scenario.BIT_ERRORS ? parameters.number("cell.bitErrorProbability") : 0;
    return new CellTraits(
        parameters.number("cell.gainError") * (2 * chance.unit() - 1),
        parameters.between("cell.ringShare", chance),
        parameters.between("cell.ringHertz", chance),
        parameters.between("cell.ringSeconds", chance),
        parameters.between("cell.creepShare", chance),
        parameters.between("cell.creepSeconds", chance),
        NoiseFit.committed().temperatureMgPerKelvin() * kelvin * (0.5 + chance.unit()),
        bits,
        NoiseFit.committed().gridMg());
  }

  private void play() {
    switch (scenario) {
      case PLAIN_TAKE, CROSSTALK, BIT_ERRORS -> takes(1 + chance.below(3));
      case SEVERAL_UNITS_AT_ONCE -> {
        hands.take(any(), 2 + chance.below(2));
        hands.pause();
        takes(1);
      }
      case SEVERAL_PRODUCTS_ON_ONE_PLATE -> {
        hands.take(shared(), 1);
        hands.pause();
        hands.take(shared(), 1 + chance.below(2));
      }
      case TAKE_AND_PUT_BACK -> {
        List<Unit> looked = hands.take(any(), 1 + chance.below(2));
        hands.pause();
        hands.putBack(looked);
        hands.pause();
        takes(1);
      }
      case PUT_BACK_ELSEWHERE -> putBackElsewhere();
      case EXCHANGE_OF_LOOK_ALIKES -> exchange();
      case TWO_SHOPPERS_AT_ONCE -> {
        hands.takeTogether(any(), any());
        hands.pause();
        takes(1);
      }
      case HAND_RESTING -> {
        hands.rest(chance.below(ScenarioShelf.PLATES.size()));
        hands.pass(SECOND / 2);
        takes(2);
      }
      case BAG_RESTING -> bag();
      case TAKEN_SLOWLY -> {
        hands.takeSlowly(any(), 1);
        hands.pause();
        takes(1);
      }
      case SEVERAL_LIFTED_FEWER_KEPT -> fewerKept();
      case REFILL_DURING_SESSION -> {
        takes(1);
        hands.refill(any(), 3 + chance.below(5));
        hands.pause();
        takes(1);
      }
      case PLATE_BUMPED -> {
        hands.bump();
        hands.pass(chance.between(0, SECOND));
        takes(1);
        hands.bump();
        hands.pause();
        takes(1);
      }
      case DOOR_LEFT_OPEN -> {
        takes(1);
        hands.pass(parameters.micros("door.openSeconds", chance));
        takes(1);
      }
      case POWER_CUT_WITH_DOOR_OPEN -> powerCut();
      case OVER_SEVERAL_PLATES -> {
        hands.take(shelf.goods().get(ScenarioShelf.ON_TWO_PLATES), 1 + chance.below(2));
        hands.pause();
        takes(1);
      }
      case NOISY_PLATE -> {
        hands.take(shelf.goods().getFirst(), 1);
        hands.pause();
        takes(1);
      }
      case LOST_FRAME -> {
        takes(1);
        long begin = hands.nowMicros() - chance.between(0, 2 * SECOND);
        silences.add(new Silence(begin, begin + parameters.micros("lost.frameSeconds", chance)));
        takes(1);
      }
    }
  }

  private void takes(int count) {
    for (int i = 0; i < count; i++) {
      hands.take(any(), chance.happens(0.12) ? 2 : 1);
      hands.pause();
    }
  }

  private void putBackElsewhere() {
    List<Unit> moved = hands.take(any(), 1);
    hands.pause();
    if (chance.happens(0.5)) {
      takes(1);
    }
    int plate = chance.below(ScenarioShelf.PLATES.size());
    while (moved.getFirst().goods().plates().contains(plate)) {
      plate = chance.below(ScenarioShelf.PLATES.size());
    }
    hands.putOn(moved, List.of(plate), List.of(1.0));
    hands.pause();
    takes(1);
  }

  private void exchange() {
    Goods first = shared();
    int other =
        first.equals(shelf.goods().get(ScenarioShelf.FIRST_OF_SHARED))
            ? ScenarioShelf.SECOND_OF_SHARED
            : ScenarioShelf.FIRST_OF_SHARED;
    List<Unit> unwanted = hands.take(first, 1);
    hands.pause();
    if (chance.happens(0.5)) {
      hands.putBack(unwanted);
      hands.pause();
      hands.take(shelf.goods().get(other), 1);
    } else {
      hands.take(shelf.goods().get(other), 1);
      hands.pause();
      hands.putBack(unwanted);
    }
    hands.pause();
  }

  private void bag() {
    int plate = chance.below(ScenarioShelf.PLATES.size());
    long weight = parameters.milligrams("bag.grams", chance);
    hands.foreign(plate, weight);
    hands.pause();
    List<Unit> taken = hands.take(any(), 1);
    hands.pause();
    long into = 0;
    if (chance.happens(0.3)) {
      into = taken.getFirst().weightMg();
      hands.foreign(plate, into);
      hands.pause();
    }
    hands.foreign(plate, -weight - into);
    hands.pause();
    takes(1);
  }

  private void fewerKept() {
    int lifted = 2 + chance.below(2);
    List<Unit> units = hands.take(any(), lifted);
    hands.pass(chance.between(SECOND / 2, 3 * SECOND));
    hands.putBack(units.subList(0, 1 + chance.below(lifted - 1)));
    hands.pause();
    takes(1);
  }

  private void powerCut() {
    takes(1 + chance.below(2));
    long begin = hands.nowMicros() - chance.between(0, SECOND);
    long until = begin + parameters.micros("cut.seconds", chance);
    silences.add(new Silence(begin, until));
    rebootMicros = until;
    if (chance.happens(0.5)) {
      takes(1);
    }
    if (hands.nowMicros() < until + 2 * SECOND) {
      hands.pass(until + 2 * SECOND - hands.nowMicros());
    }
    takes(chance.below(2));
  }

  /** Any product; where two look alike, mostly one of them. */
  private Goods any() {
    return shelf.lookAlikes() && chance.happens(0.5)
        ? shared()
        : shelf.goods().get(chance.below(shelf.goods().size()));
  }

  private Goods shared() {
    return shelf.goods().get(ScenarioShelf.FIRST_OF_SHARED + chance.below(2));
  }
}
