package dev.skep.samples.features;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.Ptr;
import dev.skep.lang.S8;
import dev.skep.lang.Struct;
import dev.skep.lang.Syscall;
import dev.skep.lang.U64;

/**
 * Counts the answers of a web server by their status, the number behind the first space. A pointer walks over the text; wherever it is looked
 * at, it must be known to be within.
 */
@Bpf(license = "GPL", minKernel = "5.14")
final class StatusLine {
    private static final int LENGTH = 64;
    private static final int DIGITS = 3;

    @Struct
    static final class Answer {
        int status;
    }

    /** User space writes it: {@code HTTP/1.1 404 Not Found}. */
    static final byte[] line = new byte[LENGTH];

    static final BpfHashMap<Integer, U64> counts = BpfHashMap.of(1000);

    private StatusLine() {}

    /** Returns whether there was a status. */
    @Syscall
    static int count(Answer answer) {
        Ptr<S8> start = Ptr.of(line, 0);
        var next = start;
        while (next.minus(start) < LENGTH - DIGITS && next.get().value != ' ') next = next.plus(1);

        int status = 0;
        for (int i = 0; i < DIGITS && next.minus(start) < LENGTH - 1; i++) {
            next = next.plus(1);
            int digit = next.get().value - '0';
            if (digit < 0 || digit > 9) return 0;
            status = status * 10 + digit;
        }
        answer.status = status;
        var count = counts.lookupOrInsert(status);
        if (count != null) count.add(1);
        return 1;
    }
}
