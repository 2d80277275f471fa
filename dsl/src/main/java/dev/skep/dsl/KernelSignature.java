package dev.skep.dsl;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel hands to programs at one of its tracepoints, functions, hooks or iterators: the arguments, in order, as the verifier knows
 * them by the kernel's BTF. Integers have the width that they have in C; a struct that is handed over itself is a {@code U64} for each of its
 * words. The last of them may be left out.
 *
 * <pre>{@code
 * static final KernelStruct TASK = kernelStruct("task_struct");
 * static final KernelField<S32> PID = TASK.field("pid", S32);
 *
 * static final KernelSignature SWITCH = kernelSignature("sched_switch");
 * static final KernelArgument<Bool> PREEMPT = SWITCH.argument("preempt", BOOL);
 * static final KernelArgument<KernelObject> PREVIOUS = SWITCH.pointer("prev", TASK);
 *
 * static void onSwitch(TypedBuilder<Integer> p) {
 *     p.printk("%d", p.argument(PREVIOUS).get(PID));
 *     p.return_(0);
 * }
 *
 * static ObjectFile object() {
 *     return BpfObjects.build("switches", o -> o.license(GPL).program("onSwitch", ProgramType.btfTracepoint(SWITCH), Switches::onSwitch));
 * }
 * }</pre>
 */
public final class KernelSignature {
    /** {@code MAX_BPF_FUNC_ARGS}. */
    private static final int MOST = 12;

    private final String name;
    private final List<KernelWord> arguments = new ArrayList<>();
    private @Nullable KernelWord result;
    private boolean used;

    private KernelSignature(String name) {
        this.name = name;
    }

    /** Names a tracepoint without its category, a function, a hook without {@code bpf_lsm_}, or what is iterated. */
    public static KernelSignature kernelSignature(String name) {
        if (name.isBlank()) throw new IllegalArgumentException("what the kernel calls has a name");
        return new KernelSignature(name);
    }

    /** Adds an integer behind the others, twelve at most. */
    public <V extends Scalar<V>> KernelArgument<V> argument(String argument, ScalarType<V> type) {
        return added(new KernelArgument<>(this, argument, new KernelArgument.Number<>(type)));
    }

    /** Adds a pointer behind the others. */
    public KernelArgument<KernelObject> pointer(String argument, KernelStruct to) {
        return added(new KernelArgument<>(this, argument, new KernelArgument.Pointer(to)));
    }

    /** Adds a pointer behind the others that may be null. */
    public NullableArgument nullable(String argument, KernelStruct to) {
        return added(new NullableArgument(this, argument, to));
    }

    /**
     * Adds the integer that the function returned to programs at its end, that the program before it returned to others; all arguments must be
     * there.
     */
    public <V extends Scalar<V>> KernelArgument<V> result(ScalarType<V> type) {
        return returned(new KernelArgument<>(this, "result", new KernelArgument.Number<>(type)));
    }

    /** Adds the pointer that the function returned, or null; all arguments must be there. */
    public NullableArgument result(KernelStruct to) {
        return returned(new NullableArgument(this, "result", to));
    }

    private <W extends KernelWord> W added(W word) {
        requireUnused(word);
        if (result != null)
            throw new IllegalStateException(
                    "`" + name + "` has a result, which comes behind argument `" + word.name() + "`");
        if (arguments.size() == MOST)
            throw new IllegalArgumentException(
                    "argument `" + word.name() + "` is one more than the " + MOST + " that are handed over");
        if (arguments.stream().anyMatch(known -> known.name().equals(word.name())))
            throw new IllegalArgumentException("`" + name + "` has an argument `" + word.name() + "` already");
        arguments.add(word);
        return word;
    }

    private <W extends KernelWord> W returned(W word) {
        requireUnused(word);
        if (result != null) throw new IllegalArgumentException("`" + name + "` has a result already");
        result = word;
        return word;
    }

    private void requireUnused(KernelWord word) {
        if (used) throw new IllegalStateException("`" + name + "` is in use; declare `" + word.name() + "` before");
    }

    /** Returns the words that programs of that kind get, in order; throws when they cannot be like that. */
    List<KernelWord> words(TypedKind kind) {
        used = true;
        var words = new ArrayList<>(arguments);
        if (result != null && kind.hasResult()) words.add(result);
        for (var i = 0; i < words.size(); i++) words.get(i).require(kind, i);
        return words;
    }

    /** Returns why there is no such word: a result where there is none yet, or an argument of another signature. */
    RuntimeException missing(KernelWord word, TypedKind kind) {
        return word == result
                ? new IllegalStateException("no result is handed to programs of section `" + kind.section() + "`")
                : new IllegalArgumentException("`" + word + "` is no argument of `" + name + "`");
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
