package dev.skep.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.testkit.Judge;
import dev.skep.testkit.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The tables against the material they come from, and against the running kernel's own types. */
class FactsTest {
    /**
     * First kernels that were collected wrongly. A function of the kernel's own with this name came in 5.19; programs may call one since 6.5, as
     * {@code bpf_dynptr_is_null}. Debian's 6.12 has no {@code bpf_strnlen}, which came with its like.
     */
    private static final Map<String, String> CORRECTED = Map.of("bpf_dynptr_is_rdonly", "6.5", "bpf_strnlen", "6.17");

    /**
     * What programs of the LSM may call, too. The documentation leaves them out, and the kernel that was asked takes no such programs; Debian's
     * 6.1 and 6.12 take these.
     */
    private static final Set<String> OF_THE_LSM = Set.of(
            "bpf_perf_event_output",
            "bpf_get_stackid",
            "bpf_get_stack",
            "bpf_strtol",
            "bpf_strtoul",
            "bpf_skc_to_tcp6_sock",
            "bpf_skc_to_tcp_sock",
            "bpf_skc_to_tcp_timewait_sock",
            "bpf_skc_to_tcp_request_sock",
            "bpf_skc_to_udp6_sock",
            "bpf_skc_to_unix_sock",
            "bpf_skc_to_mptcp_sock",
            "bpf_d_path",
            "bpf_sock_from_file",
            "bpf_get_func_arg",
            "bpf_get_func_arg_cnt");

    @Test
    void knowsTheHelpersAsCollected() throws IOException {
        List<Row> rows = table("helpers.tsv");
        assertThat(rows).hasSize(Helper.values().length).hasSize(211);
        for (Row row : rows) {
            Helper helper = Helper.of(row.get("name")).orElseThrow();
            assertThat(helper.id()).as(row.get("name")).isEqualTo(Integer.parseInt(row.get("id")));
            assertThat(Helper.of(helper.id())).contains(helper);
            assertThat(helper.since()).isEqualTo(KernelVersion.parse(row.get("since")));
            assertThat(helper.gplOnly()).isEqualTo(row.get("gpl_only").equals("yes"));
            assertThat(helper.parameters()).isEqualTo(cells(row.get("args"), ";"));
            assertThat(helper.returnType()).isEqualTo(resultOf(row.get("return")));
            assertThat(helper.programTypes().stream().map(Enum::name))
                    .containsExactlyInAnyOrderElementsOf(new TreeSet<>(Stream.of(
                                    cells(row.get("prog_types_docs"), ","),
                                    cells(row.get("prog_types_probed"), ","),
                                    OF_THE_LSM.contains(row.get("name")) ? List.of("LSM") : List.<String>of())
                            .flatMap(List::stream)
                            .toList()));
        }
    }

    @Test
    void knowsTheKernelFunctionsAsCollected() throws IOException {
        assertThat(table("kfuncs.tsv")).hasSizeGreaterThan(300).allSatisfy(row -> {
            var known = Kfunc.of(row.get("name"));
            assertThat(known.isPresent()).isNotEqualTo(row.get("since").equals("?"));
            known.ifPresent(kfunc -> {
                var since = CORRECTED.getOrDefault(kfunc.name(), row.get("since"));
                assertThat(kfunc.since()).isEqualTo(KernelVersion.parse(since));
                assertThat(kfunc.flags().stream().map(flag -> "KF_" + flag))
                        .containsExactlyInAnyOrderElementsOf(cells(row.get("flags"), ","));
            });
        });
        assertThat(Kfunc.of("bpf_rcu_read_lock___mine")).isEqualTo(Kfunc.of("bpf_rcu_read_lock"));
        assertThat(Kfunc.of("bpf_no_such_thing")).isEmpty();
    }

    @Test
    void knowsWhatReleasesAReference() {
        // spotless:off
        Map.of("task_struct", "bpf_task_release", "cgroup", "bpf_cgroup_release", "file", "bpf_put_file", "nf_conn", "bpf_ct_release",
                "bpf_cpumask", "bpf_cpumask_release", "bpf_key", "bpf_key_put")
            .forEach((struct, name) -> assertThat(Kfunc.releaseOf(struct).map(Kfunc::name)).contains(name));
        // spotless:on
        assertThat(Kfunc.releaseOf("nf_conn___init")).isEmpty();
        assertThat(Kfunc.releaseOf("sk_buff")).isEmpty();
    }

    @Test
    void knowsTheProgramTypesAsCollected() throws IOException {
        assertThat(table("progtypes.tsv")).hasSize(ProgramType.values().length).allSatisfy(row -> {
            ProgramType type = ProgramType.valueOf(row.get("program_type").replace("BPF_PROG_TYPE_", ""));
            assertThat(type.id()).isEqualTo(Integer.parseInt(row.get("id")));
            assertThat(type.since()).isEqualTo(KernelVersion.parse(row.get("since")));
            assertThat("struct " + type.contextName().orElse("")).isSubstringOf(row.get("ctx") + " struct ");
        });
    }

    @Test
    void knowsTheMapTypesAsCollected() throws IOException {
        assertThat(table("maptypes.tsv")).hasSize(MapType.values().length).allSatisfy(row -> {
            MapType type = MapType.valueOf(row.get("map_type").replace("BPF_MAP_TYPE_", ""));
            assertThat(type.id()).isEqualTo(Integer.parseInt(row.get("id")));
            assertThat("v" + type.since()).isEqualTo(row.get("since").replace("7.x-dev", "v7.3"));
            assertThat(type.flags().stream().map(Enum::name))
                    .containsExactlyInAnyOrderElementsOf(cells(row.get("flags").replaceAll("\\(.*?\\)", ""), ","));
            assertThat(type.key() == MapType.Shape.NONE)
                    .isEqualTo(row.get("key_size").equals("0"));
            assertThat(type.value() == MapType.Shape.NONE)
                    .isEqualTo(row.get("value_size").equals("0"));
        });
    }

    @Test
    void knowsTheStructsAsCollected() throws IOException {
        for (Row row : table("ctxstructs.tsv")) {
            String field = row.get("field").replace("<anon>.", "");
            if (row.get("struct").equals("struct") || field.endsWith("<anon>")) {
                continue; // a heading, or the anonymous union itself
            }
            ContextStruct struct = ContextStruct.of(row.get("struct")).orElseThrow();
            int size = Integer.parseInt(row.get("size"));
            if (field.equals("(struct)")) {
                assertThat(struct.size()).isEqualTo(size);
            } else {
                assertThat(struct.fields())
                        .contains(new ContextStruct.Field(
                                field, Integer.parseInt(row.get("offset")), size, row.get("type")));
            }
        }
        assertThat(ContextStruct.names()).hasSizeGreaterThan(40);
        assertThat(ContextStruct.of("task_struct")).isEmpty();
        ContextStruct xdp = ContextStruct.of("xdp_md").orElseThrow();
        assertThat(xdp.field("data_end")).contains(new ContextStruct.Field("data_end", 4, 4, "__u32"));
        assertThat(xdp.field("mark")).isEmpty();
        assertThat(ContextStruct.of("__sk_buff").orElseThrow().field("sk"))
                .contains(new ContextStruct.Field("sk", 168, 8, "struct bpf_sock *"));
    }

    @Test
    void registersLieWhereTheRunningKernelHasThem() {
        Assumptions.assumeTrue("amd64".equals(System.getProperty("os.arch")), "the kernel here is for another machine");
        String types = Judge.require("bpftool")
                .run("btf", "dump", "file", "/sys/kernel/btf/vmlinux")
                .orFail()
                .out();
        var whole =
                Pattern.compile("STRUCT 'pt_regs' size=(\\d+).*\n((?:\t.*\n)*)").matcher(types);
        assertThat(whole.find()).isTrue();
        var offsets = new HashMap<String, Integer>();
        var member = Pattern.compile("'(\\w+)' type_id=\\d+ bits_offset=(\\d+)").matcher(whole.group(2));
        while (member.find()) {
            offsets.put(member.group(1), Integer.parseInt(member.group(2)) / Byte.SIZE);
        }
        Machine x86 = Machine.X86_64;
        assertThat(x86.registerBytes()).isEqualTo(Integer.parseInt(whole.group(1)));
        assertThat(x86.arguments())
                .isEqualTo(Stream.of("di", "si", "dx", "cx", "r8", "r9")
                        .map(offsets::get)
                        .toList());
        assertThat(x86.systemCallArguments())
                .isEqualTo(Stream.of("di", "si", "dx", "r10", "r8", "r9")
                        .map(offsets::get)
                        .toList());
        assertThat(List.of(x86.result(), x86.instructionPointer(), x86.stackPointer(), x86.framePointer()))
                .isEqualTo(Stream.of("ax", "ip", "sp", "bp").map(offsets::get).toList());
    }

    @Test
    void numbersLikeTheRunningKernel() {
        String types = Judge.require("bpftool")
                .run("btf", "dump", "file", "/sys/kernel/btf/vmlinux", "format", "c")
                .orFail()
                .out();
        agrees(numbers(types, "bpf_prog_type", "BPF_PROG_TYPE_"), ProgramType.values(), ProgramType::id);
        agrees(numbers(types, "bpf_map_type", "BPF_MAP_TYPE_"), MapType.values(), MapType::id);
        agrees(numbers(types, "bpf_attach_type", "BPF_"), AttachType.values(), AttachType::id);
        Map<String, Integer> helpers = numbers(types, "bpf_func_id", "BPF_FUNC_");
        assertThat(Arrays.stream(Helper.values())
                        .collect(Collectors.toMap(h -> h.kernelName().substring(4), Helper::id)))
                .containsExactlyInAnyOrderEntriesOf(helpers);
        Map<String, Integer> flags = numbers(types, "BPF_F_ZERO_SEED", "BPF_F_");
        Arrays.stream(MapFlag.values())
                .filter(flag -> flags.containsKey(flag.name()))
                .forEach(flag -> assertThat(flag.bit()).as(flag.name()).isEqualTo(flags.get(flag.name())));
    }

    /** Every number of ours that the kernel has too is the kernel's, and it has most of them. */
    private static <E extends Enum<E>> void agrees(Map<String, Integer> kernel, E[] ours, Function<E, Integer> id) {
        Map<String, Integer> known = Arrays.stream(ours)
                .filter(row -> kernel.containsKey(row.name()))
                .collect(Collectors.toMap(Enum::name, id));
        assertThat(kernel).containsAllEntriesOf(known);
        assertThat(known).hasSizeGreaterThan(ours.length * 4 / 5);
    }

    /** The enumerators of the enum of this name, or of the one that has an enumerator of this name. */
    private static Map<String, Integer> numbers(String types, String name, String prefix) {
        var found = new HashMap<String, Integer>();
        var body = Pattern.compile("enum (\\w* ?)\\{([^}]*)}").matcher(types);
        while (body.find()) {
            if (body.group(1).strip().equals(name) || body.group(2).contains(name + " =")) {
                var row = Pattern.compile("\\t" + prefix + "(\\w+) = (\\d+)").matcher(body.group(2));
                while (row.find()) {
                    found.put(row.group(1), Integer.parseInt(row.group(2)));
                }
            }
        }
        found.keySet().removeIf(enumerator -> enumerator.equals("unspec"));
        assertThat(found).as(name).isNotEmpty();
        return new TreeMap<>(found);
    }

    /** The table's extraction left the end of the documentation before some result types. */
    private static String resultOf(String cell) {
        String[] parts = cell.split("\\*/ static ", -1);
        return parts[parts.length - 1].replace("__bpf_fastcall ", "");
    }

    private static List<String> cells(String cell, String separator) {
        return Arrays.stream(cell.split(separator, -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static List<Row> table(String name) throws IOException {
        List<String> lines = Files.readAllLines(Shared.require("data/" + name));
        List<String> columns = List.of(lines.get(0).split("\t", -1));
        return lines.stream()
                .skip(1)
                .map(line -> new Row(columns, List.of(line.split("\t", -1))))
                .toList();
    }

    /** One line of a table; columns are named by how their heading begins. */
    private record Row(List<String> columns, List<String> cells) {
        String get(String column) {
            return IntStream.range(0, columns.size())
                    .filter(i -> columns.get(i).startsWith(column))
                    .mapToObj(cells::get)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
