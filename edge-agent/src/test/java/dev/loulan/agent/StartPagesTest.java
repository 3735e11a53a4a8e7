package dev.loulan.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class StartPagesTest {
  private static final String SMAPS =
      """
      5595efd90000-5595f0060000 r--p 00000000 fe:00 99 /usr/lib/loulan-agent/loulan-agent
      Size:               2880 kB
      Private_Clean:         0 kB
      Private_Dirty:      2880 kB
      Anonymous:             0 kB
      Swap:                  0 kB
      VmFlags: rd mr mw me sd\s
      5595f0070000-5595f14d2000 r-xp 002e0000 fe:00 99 /usr/lib/loulan-agent/loulan-agent
      Private_Dirty:         0 kB
      Anonymous:             0 kB
      5595f14f4000-5595f14f5000 r--p 01763000 fe:00 99 /usr/lib/loulan-agent/loulan-agent
      Private_Dirty:         4 kB
      Anonymous:             4 kB
      5595f1500000-5595f1513000 rw-p 01770000 fe:00 99 /usr/lib/loulan-agent/loulan-agent
      Private_Dirty:         0 kB
      Anonymous:             0 kB
      5595f1520000-5595f1530000 r--p 01790000 fe:00 99 /usr/lib/loulan-agent/loulan-agent
      Private_Dirty:         0 kB
      Anonymous:            12 kB
      5595f1540000-5595f1550000 r--p 017b0000 fe:00 99 /usr/lib/loulan-agent/loulan-agent
      Private_Dirty:         0 kB
      Anonymous:             0 kB
      Swap:                  4 kB
      7fcf627b0000-7fcf62980000 r--p 00000000 00:00 0\s
      Private_Dirty:         0 kB
      Anonymous:             0 kB
      7fd761d68000-7fd761ebe000 r-xp 00026000 fe:00 77 /usr/lib/x86_64-linux-gnu/libc.so.6
      Private_Dirty:         0 kB
      Anonymous:             0 kB
      ffff63570000-ffff63d50000 r--p 03000000 fe:00 99 /usr/lib/loulan-agent/loulan-agent
      Private_Dirty:         0 kB
      Anonymous:             0 kB
      """;

  @Test
  void what_was_or_can_be_written_to_and_what_is_not_the_programs_is_kept() {
    assertThat(StartPages.unwritten(SMAPS.lines().toList(), "/usr/lib/loulan-agent/loulan-agent"))
        .containsExactly(
            new StartPages.Range(0x5595efd90000L, 0x5595f0060000L),
            new StartPages.Range(0x5595f0070000L, 0x5595f14d2000L),
            new StartPages.Range(0xffff63570000L, 0xffff63d50000L));
    assertThat(StartPages.unwritten(SMAPS.lines().toList(), "/usr/bin/other")).isEmpty();
  }

  @Test
  void a_jvm_has_none() {
    assertThatCode(StartPages::giveBack).doesNotThrowAnyException();
  }
}
