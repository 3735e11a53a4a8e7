package dev.loulan.journal.entry;

import java.util.List;

/**
 * What plates weighed at rest.
 *
 * @param plates one each; a plate whose weight is unknown is absent
 * @param changesOnly whether a plate that is absent still weighs what the last list before this one
 *     in the journal says
 */
public record PlateLevels(List<PlateWeight> plates, boolean changesOnly) {

  public PlateLevels {
    plates = List.copyOf(plates);
  }
}
