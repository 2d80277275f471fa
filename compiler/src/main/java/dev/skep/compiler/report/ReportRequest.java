package dev.skep.compiler.report;

import java.util.List;

/**
 * What somebody wants to see of a compilation.
 *
 * @param dumps the stages to list
 * @param statistics whether numbers are wanted
 */
public record ReportRequest(List<Dump> dumps, Statistics statistics) {
    /** Nothing. */
    public static final ReportRequest NOTHING = new ReportRequest(List.of(), Statistics.UNWANTED);

    /** Copies the list. */
    public ReportRequest {
        dumps = List.copyOf(dumps);
    }

    /** Whether numbers are wanted. */
    public enum Statistics {
        /** No. */
        UNWANTED,
        /** Slots after each pass; registers, spills and the stack of each function. */
        WANTED
    }
}
