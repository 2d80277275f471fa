package dev.skep.compiler.report;

import dev.skep.compiler.StageListener;
import java.util.ArrayList;
import java.util.List;

/** What was asked about the compilation of one object. Its listener looks on; its text is complete when the compiler returns or gives up. */
public final class Report {
    private final List<Part> parts = new ArrayList<>();

    /**
     * A report that is still empty.
     *
     * @param object what headings call it
     */
    public Report(String object, ReportRequest request) {
        if (!request.dumps().isEmpty()) parts.add(new DumpStages(object, request.dumps()));
        if (request.statistics() == ReportRequest.Statistics.WANTED) parts.add(new CollectStatistics(object));
    }

    /** Something to report. */
    interface Part extends StageListener {
        /** Returns its lines, each with its end. */
        String text();
    }

    /** Returns who has to look on. */
    public StageListener listener() {
        StageListener all = StageListener.NONE;
        for (var part : parts) all = StageListener.both(all, part);
        return all;
    }

    /** Returns what was seen so far, in whole lines; empty when nothing was asked for. */
    public String text() {
        var text = new StringBuilder();
        parts.forEach(part -> text.append(part.text()));
        return text.toString();
    }
}
