package dev.skep.kernel;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A kernel function that programs may call: one row of {@code kfuncs.tsv}. There are more in newer kernels and in modules.
 *
 * @param name the name, {@code bpf_rcu_read_lock}
 * @param since the first kernel that has it
 * @param prototype how C declares it
 * @param flags what the verifier holds against calls of it
 * @param hooks where kernel 6.18 has it registered; empty where that is not known
 */
public record Kfunc(String name, KernelVersion since, String prototype, Set<Flag> flags, Set<KfuncHook> hooks) {
    private static final int COLUMNS = 5;

    /** Newer kernels may register a function at more hooks. */
    private static final KernelVersion HOOKS_KNOWN = new KernelVersion(6, 18);

    public Kfunc {
        flags = Set.copyOf(flags);
        hooks = Set.copyOf(hooks);
    }

    /** {@code KF_ACQUIRE} and so on, as {@code include/linux/btf.h} has them. */
    public enum Flag {
        /** What it returns is a reference, which must be released. */
        ACQUIRE,
        /** It releases the reference that it takes. */
        RELEASE,
        /** What it returns may be null. */
        RET_NULL,
        /** It takes pointers only that the verifier trusts. */
        TRUSTED_ARGS,
        /** It takes those, and what RCU keeps. */
        RCU,
        /** It may sleep, so that only programs that may call it. */
        SLEEPABLE,
        /** It may crash the machine. */
        DESTRUCTIVE,
        /** What it returns is kept by RCU. */
        RCU_PROTECTED,
        ITER_NEW,
        ITER_NEXT,
        ITER_DESTROY,
        /** It changes no registers but that of its result. */
        FASTCALL,
        /** The verifier adds arguments. */
        IMPLICIT_ARGS,
        ARENA_RET,
        ARENA_ARG2
    }

    /** Returns the kernel function of a name; a suffix {@code ___x} is not part of it. */
    public static Optional<Kfunc> of(String name) {
        var exact = Optional.ofNullable(Rows.BY_NAME.get(name));
        int flavor = name.indexOf("___");
        return exact.isPresent() || flavor < 1
                ? exact
                : Optional.ofNullable(Rows.BY_NAME.get(name.substring(0, flavor)));
    }

    /** Returns whether the kernel function has a flag. */
    public boolean has(Flag flag) {
        return flags.contains(flag);
    }

    /** Returns the types of programs that may call it up to kernel 6.18, some of them since a later kernel than it has; empty where that is not known. */
    public Set<ProgramType> programTypes() {
        var types = EnumSet.noneOf(ProgramType.class);
        hooks.forEach(hook -> types.addAll(hook.types().keySet()));
        return types;
    }

    /** Returns whether a kernel refuses calls of it in programs of a type, among those that an object for {@code oldest} must load on. */
    public boolean isRefused(ProgramType type, KernelVersion oldest) {
        return !hooks.isEmpty()
                && HOOKS_KNOWN.atLeast(oldest)
                && !programTypes().contains(type);
    }

    /** Returns the first kernel in which programs of a type may call it, as far as that is known. */
    public KernelVersion since(ProgramType type) {
        return hooks.stream()
                .map(KfuncHook::types)
                .filter(types -> types.containsKey(type))
                .map(types -> types.get(type))
                .min(Comparator.naturalOrder())
                .filter(hook -> hook.atLeast(since))
                .orElse(since);
    }

    /** Returns the kernel function that releases references to a struct and does nothing else, {@code bpf_task_release}. */
    public static Optional<Kfunc> releaseOf(String struct) {
        return Optional.ofNullable(Rows.RELEASES.get(struct));
    }

    /** Read at the first question. */
    private static final class Rows {
        static final Map<String, Kfunc> BY_NAME = load();
        static final Map<String, Kfunc> RELEASES = releases();

        private Rows() {}

        private static Map<String, Kfunc> load() {
            var rows = new HashMap<String, Kfunc>();
            for (List<String> row : FactTable.read("kfuncs.tsv", COLUMNS)) {
                rows.put(
                        row.get(0),
                        new Kfunc(
                                row.get(0),
                                KernelVersion.parse(row.get(1)),
                                row.get(2),
                                flags(row.get(3)),
                                KfuncHook.parse(row.get(4))));
            }
            return rows;
        }

        private static Set<Flag> flags(String words) {
            var flags = EnumSet.noneOf(Flag.class);
            for (String word : FactTable.split(words, ' ')) {
                if (!word.isEmpty()) {
                    flags.add(Flag.valueOf(word));
                }
            }
            return flags;
        }

        /** Where several do, the first by name. */
        private static Map<String, Kfunc> releases() {
            var releases = new HashMap<String, Kfunc>();
            for (Kfunc kfunc : new TreeMap<>(BY_NAME).values()) {
                var released = kfunc.has(Flag.RELEASE) ? released(kfunc.prototype()) : "";
                if (!released.isEmpty()) {
                    releases.putIfAbsent(released, kfunc);
                }
            }
            return releases;
        }

        /** The struct that the only parameter of a function without result points to; empty for any other function. */
        private static String released(String prototype) {
            String parameter = prototype.substring(prototype.indexOf('(') + 1).replace("const ", "");
            int end = parameter.indexOf(" *");
            boolean isRelease = prototype.startsWith("void ") && parameter.startsWith("struct ") && end > 0;
            return isRelease && parameter.indexOf(',') < 0 ? parameter.substring("struct ".length(), end) : "";
        }
    }
}
