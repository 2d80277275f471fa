package dev.skep.dsl;

import dev.skep.asm.SourceLine;
import java.util.Set;

/** Finds the line of the user's program that calls the fluent API now: what diagnostics and line info point at. */
final class UserCode {
    private static final StackWalker FRAMES = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final String PACKAGE = UserCode.class.getPackageName();
    private static final Set<String> OWN_PACKAGES =
            Set.of(PACKAGE, PACKAGE + ".context", PACKAGE + ".net", PACKAGE + ".uapi");
    private static final SourceLine UNKNOWN = new SourceLine("unknown", 0, 0, "");

    private UserCode() {}

    /** Returns the line of the innermost frame that is neither ours nor the JDK's, its file with the folders of its package. */
    static SourceLine line() {
        return FRAMES.walk(frames -> frames.filter(frame -> isUsers(packageOf(frame)))
                .findFirst()
                .map(UserCode::line)
                .orElse(UNKNOWN));
    }

    private static boolean isUsers(String packageName) {
        return !OWN_PACKAGES.contains(packageName)
                && !packageName.startsWith("java.")
                && !packageName.startsWith("jdk.");
    }

    private static SourceLine line(StackWalker.StackFrame frame) {
        var file = frame.getFileName();
        var folder = packageOf(frame).replace('.', '/');
        return new SourceLine(
                folder.isEmpty() ? String.valueOf(file) : folder + "/" + file,
                Math.max(0, frame.getLineNumber()),
                0,
                "");
    }

    private static String packageOf(StackWalker.StackFrame frame) {
        return frame.getDeclaringClass().getPackageName();
    }
}
