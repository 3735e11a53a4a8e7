package dev.loulan.domain.planogram;

/** A planogram and what was wrong with its rows. */
public record LoadedPlanogram(Planogram planogram, PlanogramDefects defects) {}
