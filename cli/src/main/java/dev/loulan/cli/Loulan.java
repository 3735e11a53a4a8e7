package dev.loulan.cli;

import dev.loulan.cli.board.BoardWord;
import dev.loulan.cli.board.BrokerRunWord;
import dev.loulan.cli.clearing.ClearWord;
import dev.loulan.cli.clearing.StatementWord;
import dev.loulan.cli.demo.DemoWord;
import dev.loulan.cli.explain.ExplainWord;
import dev.loulan.cli.fabric.FabricWord;
import dev.loulan.cli.infer.InferWord;
import dev.loulan.cli.journal.JournalWord;
import dev.loulan.cli.ledger.LedgerWord;
import dev.loulan.cli.record.RecordWord;
import dev.loulan.cli.replay.ReplayWord;
import dev.loulan.cli.server.AccountWords;
import dev.loulan.cli.server.AgreementWord;
import dev.loulan.cli.server.BackupWord;
import dev.loulan.cli.server.BankWord;
import dev.loulan.cli.server.BillWord;
import dev.loulan.cli.server.ClearingWords;
import dev.loulan.cli.server.DeviceWord;
import dev.loulan.cli.server.DisputeWord;
import dev.loulan.cli.server.PartyWord;
import dev.loulan.cli.server.PayoutWord;
import dev.loulan.cli.server.PlanogramWord;
import dev.loulan.cli.server.RestockWord;
import dev.loulan.cli.server.RestoreWord;
import dev.loulan.cli.server.ReviewWord;
import picocli.CommandLine.Command;

/** The words that this program knows; the launcher adds those that need Maven. */
@Command(
    name = "loulan",
    version = "Loulan Edge 0.1.0",
    mixinStandardHelpOptions = true,
    subcommands = {
      DemoWord.class,
      ReplayWord.class,
      RecordWord.class,
      BoardWord.class,
      BrokerRunWord.class,
      InferWord.class,
      ExplainWord.class,
      JournalWord.class,
      FabricWord.class,
      LedgerWord.class,
      PartyWord.class,
      AgreementWord.class,
      DeviceWord.class,
      PlanogramWord.class,
      PlanogramWord.Price.class,
      ClearWord.class,
      StatementWord.class,
      BillWord.class,
      BankWord.class,
      ClearingWords.Settle.class,
      ClearingWords.Month.class,
      DisputeWord.Cases.class,
      DisputeWord.class,
      PayoutWord.class,
      ReviewWord.class,
      RestockWord.class,
      AccountWords.Link.class,
      AccountWords.Password.class,
      BackupWord.class,
      RestoreWord.class
    })
final class Loulan {}
