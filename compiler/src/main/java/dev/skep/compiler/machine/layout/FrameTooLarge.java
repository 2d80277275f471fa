package dev.skep.compiler.machine.layout;

import dev.skep.compiler.FrameLayout;
import java.util.stream.Collectors;

/** One function alone needs more stack than there is. */
public final class FrameTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient FrameLayout frame;

    FrameTooLarge(String function, FrameLayout frame) {
        super("function `" + function + "` needs " + frame.size() + " bytes of stack, at most " + FrameLayout.LIMIT
                + ": "
                + frame.areas().stream()
                        .map(a -> a.size() + " for `" + a.name() + "`")
                        .collect(Collectors.joining(", ")));
        this.frame = frame;
    }

    /** Returns who needs what. */
    public FrameLayout frame() {
        return frame;
    }
}
