package dev.loulan.domain;

import java.util.List;
import java.util.TreeSet;

/**
 * An ISO 4217 alphabetic code. How many minor units make a major one is a matter of display ({@link
 * java.util.Currency}); no calculation needs it.
 */
public record Currency(String code) {
  // Written out, because every party of the contract must know the same codes, whatever its Java.
  private static final String ISO_4217 =
      "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD"
          + " BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF"
          + " CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB"
          + " EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF"
          + " IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW"
          + " KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT"
          + " MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD"
          + " OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD"
          + " SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS"
          + " TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS"
          + " VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";
  private static final TreeSet<String> CODES = new TreeSet<>(List.of(ISO_4217.split(" ", -1)));

  /**
   * @throws IllegalArgumentException unless ISO 4217 lists the code
   */
  public Currency {
    if (!CODES.contains(code)) {
      throw new IllegalArgumentException(
          "A currency is an ISO 4217 code such as USD or CNY, found '" + code + "'");
    }
  }

  @Override
  public String toString() {
    return code;
  }
}
