package dev.skep.testkit;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An object on its way into the kernel, by {@link Kernel#open}. Each {@link #load} opens the bytes afresh. */
public final class ObjectLoader {
    /** The layout of {@code struct bpf_object_open_opts}. */
    private static final int OPTIONS_SIZE = 80;

    private static final int OBJECT_NAME = 8;
    private static final int CUSTOM_BTF = 48;

    /** The number of arenas in {@code enum bpf_map_type}, and where one is: not at a multiple of 4 GiB, so that no page of it is at null. */
    private static final int ARENA = 33;

    private static final long ARENA_ADDRESS = (1L << 44) + (1L << 28);

    /** {@code BPF_F_XDP_DEV_BOUND_ONLY}. */
    private static final int DEVICE_BOUND = 1 << 6;

    private static final int SHORT_LOG = 1 << 20;
    private static final int LONG_LOG = 1 << 26;

    private static final Pattern PROGRAM_IN_MESSAGE = Pattern.compile("prog '([^']+)'");

    private final byte[] object;
    private final Map<String, byte[]> variables = new LinkedHashMap<>();
    private final Map<String, Target> targets = new LinkedHashMap<>();
    private @Nullable Set<String> only;
    private LogDetail detail = LogDetail.STATISTICS;
    private @Nullable Kind kind;
    private @Nullable Path types;
    private int device;

    ObjectLoader(byte[] object) {
        this.object = object.clone();
    }

    /** Sets the bytes that a variable in {@code .rodata}, {@code .data} or {@code .bss} starts with. */
    public ObjectLoader set(String variable, byte[] value) {
        variables.put(variable, value.clone());
        return this;
    }

    /** As {@link #set(String, byte[])} for a variable of 1, 2, 4 or 8 bytes. */
    public ObjectLoader set(String variable, long value) {
        return set(variable, NativeOrder.sized(value, variable(variable).size()));
    }

    /** Loads these programs and no other. */
    public ObjectLoader only(String... programs) {
        only = Set.of(programs);
        return this;
    }

    /** Lets a program of a section {@code freplace} replace a global function of a program that is loaded. */
    public ObjectLoader replacing(String program, LoadedProgram target, String function) {
        targets.put(program, new Target(target.descriptor(), function));
        return this;
    }

    private record Target(int descriptor, String function) {}

    /** Takes all programs for programs of a type and attach type, by the kernel's numbers: for sections that this libbpf does not know. */
    public ObjectLoader as(int programType, int attachType) {
        kind = new Kind(programType, attachType);
        return this;
    }

    private record Kind(int programType, int attachType) {}

    /** Lets all programs be for one device of the network namespace that they are loaded in: XDP programs, which may ask its driver. */
    public ObjectLoader boundTo(int device) {
        this.device = device;
        return this;
    }

    /** Asks the verifier to write more than statistics about programs that it accepts. */
    public ObjectLoader log(LogDetail detail) {
        this.detail = detail;
        return this;
    }

    /** Takes the kernel's types from a file of BTF where CO-RE relocations ask for them, as if that were the running kernel's. */
    public ObjectLoader types(Path btf) {
        types = btf;
        return this;
    }

    /** What libbpf makes of the CO-RE relocations, in its order; whether the kernel takes the programs after that does not matter. */
    public List<CoreRelocation> relocations() {
        try (Attempt attempt = new Attempt(LogDetail.STATISTICS.level(), SHORT_LOG)) {
            return CoreRelocation.read(attempt.overheard());
        }
    }

    /**
     * Loads the object.
     *
     * @throws KernelRefused with the verifier's whole log when the loader or the kernel refuses it
     */
    public LoadedObject load() {
        try (Attempt attempt = new Attempt(detail.level(), detail == LogDetail.STATISTICS ? SHORT_LOG : LONG_LOG)) {
            if (attempt.load().result() == 0) {
                return attempt.finish();
            }
        }
        try (Attempt attempt = new Attempt(LogDetail.PATHS.level(), LONG_LOG)) {
            Bpf.Said<Integer> said = attempt.load();
            if (said.result() == 0) {
                throw new IllegalStateException("the object was refused, and accepted when asked for the reason");
            }
            throw attempt.refusal(said);
        }
    }

    private ElfSymbols.Variable variable(String name) {
        ElfSymbols.Variable variable = ElfSymbols.variables(object).get(name);
        if (variable == null) {
            throw new IllegalArgumentException("the object has no variable " + name);
        }
        return variable;
    }

    /** One opened object. Closing it closes the object unless it was finished. */
    private final class Attempt implements AutoCloseable {
        private final Memory bytes = Bpf.copy(object);
        private final Memory name = Bpf.text("skep");
        private final @Nullable Memory custom = types == null ? null : Bpf.text(types.toString());
        private final Map<Pointer, Memory> logs = new LinkedHashMap<>();
        private final Pointer opened;
        private boolean finished;

        Attempt(int logLevel, int logSize) {
            this.opened = open();
            for (Pointer program : LoadedObject.programs(opened)) {
                if (only == null || only.contains(Bpf.LIBBPF.bpf_program__name(program))) {
                    Memory log = Bpf.zeros(logSize);
                    Bpf.check(Bpf.LIBBPF.bpf_program__set_log_level(program, logLevel), "log level");
                    Bpf.check(Bpf.LIBBPF.bpf_program__set_log_buf(program, log, logSize), "log buffer");
                    logs.put(program, log);
                    aim(program);
                } else {
                    Bpf.check(Bpf.LIBBPF.bpf_program__set_autoload(program, false), "autoload");
                }
            }
            LoadedObject.maps(opened).forEach(this::doNotPin);
            LoadedObject.maps(opened).forEach(this::place);
            variables.forEach(this::initialise);
        }

        /** What maps are to be pinned by name would stay behind, and meet the next object with a map of that name. */
        private void doNotPin(Pointer map) {
            Bpf.check(Bpf.LIBBPF.bpf_map__set_pin_path(map, null), "no pin");
        }

        /** Since 1.4 libbpf maps an arena before it loads the programs; the kernel wants an address at least. */
        private void place(Pointer map) {
            if (Bpf.LIBBPF.bpf_map__type(map) == ARENA && Bpf.LIBBPF.bpf_map__map_extra(map) == 0) {
                Bpf.check(Bpf.LIBBPF.bpf_map__set_map_extra(map, ARENA_ADDRESS), "address of an arena");
            }
        }

        private void aim(Pointer program) {
            if (kind != null) {
                Bpf.check(Bpf.LIBBPF.bpf_program__set_type(program, kind.programType()), "type");
                int result = Bpf.LIBBPF.bpf_program__set_expected_attach_type(program, kind.attachType());
                Bpf.check(result, "attach type");
            }
            if (device != 0) {
                Bpf.LIBBPF.bpf_program__set_ifindex(program, device);
                Bpf.check(Bpf.LIBBPF.bpf_program__set_flags(program, DEVICE_BOUND), "flags");
            }
            Target target = targets.get(Bpf.LIBBPF.bpf_program__name(program));
            if (target != null) {
                int result = Bpf.LIBBPF.bpf_program__set_attach_target(program, target.descriptor(), target.function());
                Bpf.check(result, "what to replace");
            }
        }

        private Pointer open() {
            Memory options = Bpf.zeros(OPTIONS_SIZE);
            options.setLong(0, OPTIONS_SIZE);
            options.setPointer(OBJECT_NAME, name);
            options.setPointer(CUSTOM_BTF, custom);
            Bpf.Said<@Nullable Pointer> said =
                    Bpf.listening(() -> Bpf.LIBBPF.bpf_object__open_mem(bytes, object.length, options));
            Pointer result = said.result();
            if (result == null) {
                throw new KernelRefused("", Bpf.errno(), said.messages(), "");
            }
            return result;
        }

        private void initialise(String name, byte[] value) {
            ElfSymbols.Variable variable = variable(name);
            Pointer map = Bpf.LIBBPF.bpf_object__find_map_by_name(opened, variable.section());
            Memory size = Bpf.zeros(Long.BYTES);
            Pointer section = map == null ? null : Bpf.LIBBPF.bpf_map__initial_value(map, size);
            if (section == null) {
                throw new IllegalArgumentException(
                        "section " + variable.section() + " of variable " + name + " is no map");
            }
            byte[] all = section.getByteArray(0, (int) size.getLong(0));
            variable.put(value, all);
            section.write(0, all, 0, all.length);
        }

        Bpf.Said<Integer> load() {
            return Bpf.listening(() -> Bpf.LIBBPF.bpf_object__load(opened));
        }

        String overheard() {
            return Bpf.overhearing(() -> Bpf.LIBBPF.bpf_object__load(opened)).messages();
        }

        LoadedObject finish() {
            finished = true;
            Map<String, LoadedProgram> programs = new LinkedHashMap<>();
            logs.forEach((program, log) -> {
                String programName = Bpf.LIBBPF.bpf_program__name(program);
                programs.put(
                        programName,
                        new LoadedProgram(
                                programName,
                                Bpf.check(Bpf.LIBBPF.bpf_program__fd(program), "descriptor of program " + programName),
                                (int) Bpf.LIBBPF.bpf_program__insn_cnt(program),
                                new VerifierLog(text(log))));
            });
            return new LoadedObject(opened, List.copyOf(logs.values()), programs, ElfSymbols.variables(object));
        }

        KernelRefused refusal(Bpf.Said<Integer> said) {
            Matcher matcher = PROGRAM_IN_MESSAGE.matcher(said.messages());
            String guilty = matcher.find() ? matcher.group(1) : "";
            List<String> log = new ArrayList<>();
            logs.forEach((program, memory) -> {
                if (Bpf.LIBBPF.bpf_program__name(program).equals(guilty)) {
                    log.add(text(memory));
                }
            });
            return new KernelRefused(guilty, -said.result(), said.messages(), String.join("", log));
        }

        private static String text(Memory log) {
            return log.getString(0, StandardCharsets.UTF_8.name());
        }

        @Override
        public void close() {
            if (!finished) {
                Bpf.LIBBPF.bpf_object__close(opened);
                logs.values().forEach(Memory::close);
            }
        }
    }
}
