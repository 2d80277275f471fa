package dev.skep.samples.features;

import dev.skep.lang.Bpf;
import dev.skep.lang.BpfArray;
import dev.skep.lang.Kernel;
import dev.skep.lang.Length;
import dev.skep.lang.S32;
import dev.skep.lang.Struct;
import dev.skep.lang.Syscall;

/**
 * Counts the lines of a text and finds the longest one. The kernel runs the lambda for each round, so that the verifier looks at one only, and the
 * text can be long; what changes from round to round is in memory.
 */
@Bpf(license = "GPL", minKernel = "5.17")
final class LineCount {
    static final int MAX_LENGTH = 4096;

    @Struct
    static final class Text {
        @Length(MAX_LENGTH)
        byte[] bytes;
    }

    @Struct
    static final class Answer {
        int lines;
        int longest;
    }

    /** User space puts the text in. */
    static final BpfArray<Text> texts = BpfArray.of(1);

    private LineCount() {}

    @Syscall
    static int count(Answer answer) {
        var text = texts.lookup(0);
        if (text == null) return 1;
        var start = S32.of(0);
        Kernel.loop(MAX_LENGTH, i -> {
            byte letter = text.bytes[i & MAX_LENGTH - 1]; // the verifier does not know where the rounds end
            if (letter == '\n') {
                answer.lines++;
                answer.longest = Math.max(answer.longest, i - start.value);
                start.value = i + 1;
            }
            return letter != 0;
        });
        return 0;
    }
}
