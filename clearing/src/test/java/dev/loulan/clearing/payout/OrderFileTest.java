package dev.loulan.clearing.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loulan.domain.Currency;
import dev.loulan.domain.json.Json;
import dev.loulan.domain.json.JsonReader;
import dev.loulan.journal.key.Ed25519Signer;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderFileTest {
  private static final Account BANK = new Account("Op", "DE89370400440532013000", "NOLADE21KIE");
  private static final Ed25519Signer ANN = Ed25519Signer.fromSeed(seed(1));
  private static final Ed25519Signer BOB = Ed25519Signer.fromSeed(seed(2));
  private static final Order ORDER =
      new Order(
          "P-1",
          BANK,
          new Currency("EUR"),
          LocalDate.parse("2026-11-27"),
          List.of(new Transfer("P-1-1", "host", "lobby-co", BANK, 53)));

  @Test
  void a_second_person_releases_what_the_first_drafted() {
    OrderFile read = OrderFile.read(JsonReader.read(text()));
    assertThat(read.order()).isEqualTo(ORDER);
    Payout released =
        read.released(BOB.publicKey().base64(), BOB.sign(OrderFile.message(ORDER)).base64());
    assertThat(released.state()).isEqualTo(Payout.State.RELEASED);
  }

  @Test
  void the_same_person_another_signature_and_a_changed_amount_are_refused() {
    OrderFile drafted = OrderFile.read(JsonReader.read(text()));
    assertThatThrownBy(() ->
            drafted.released(ANN.publicKey().base64(), ANN.sign(OrderFile.message(ORDER)).base64()))
        .hasMessageContaining("another person");
    assertThatThrownBy(() ->
            drafted.released(BOB.publicKey().base64(), ANN.sign(OrderFile.message(ORDER)).base64()))
        .hasMessageContaining("not signed");
    assertThatThrownBy(
            () -> OrderFile.read(JsonReader.read(text().replace("\"amount\":53", "\"amount\":54"))))
        .hasMessageContaining("changed");
  }

  @Test
  void a_profile_is_its_partys_own() {
    String signature = ANN.sign(PayeeProfile.message("lobby-co", BANK)).base64();
    Json json = new PayeeProfile("lobby-co", BANK, signature).json();
    PayeeProfile read = PayeeProfile.read(json);
    assertThat(read.isSignedBy(ANN.publicKey().base64())).isTrue();
    assertThat(read.isSignedBy(BOB.publicKey().base64())).isFalse();
    Json other =
        JsonReader.read(json.text().replace("DE89370400440532013000", "DE75512108001245126199"));
    assertThat(PayeeProfile.read(other).isSignedBy(ANN.publicKey().base64())).isFalse();
  }

  private static String text() {
    String signature = ANN.sign(OrderFile.message(ORDER)).base64();
    return new OrderFile(ORDER, ANN.publicKey().base64(), signature).json().text();
  }

  private static byte[] seed(int number) {
    byte[] seed = new byte[32];
    seed[0] = (byte) number;
    return seed;
  }
}
