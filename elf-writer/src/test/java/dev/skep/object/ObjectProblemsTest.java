package dev.skep.object;

import static dev.skep.asm.Memory.mem;
import static dev.skep.asm.Register.R0;
import static dev.skep.asm.Register.R1;
import static dev.skep.asm.Register.R10;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skep.asm.Code;
import dev.skep.asm.CodeBuilder;
import dev.skep.asm.CoreKind;
import dev.skep.asm.CoreMark;
import dev.skep.asm.IsaVersion;
import dev.skep.asm.JumpOffset;
import dev.skep.asm.SourceLine;
import dev.skep.asm.Target;
import dev.skep.asm.Width;
import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfLinkage;
import dev.skep.btf.BtfType.DataSec;
import dev.skep.btf.BtfType.FuncProto;
import dev.skep.btf.BtfType.Int;
import dev.skep.btf.BtfType.IntEncoding;
import dev.skep.btf.BtfType.Member;
import dev.skep.btf.BtfType.Parameter;
import dev.skep.btf.BtfType.Ptr;
import dev.skep.btf.BtfType.SectionEntry;
import dev.skep.btf.BtfType.Struct;
import dev.skep.elf.ByteString;
import dev.skep.kernel.MapFlag;
import dev.skep.kernel.MapType;
import dev.skep.kernel.SectionName;
import dev.skep.object.BpfMap.Pinning;
import dev.skep.object.MapSlots.InnerMaps;
import dev.skep.object.MapSlots.Programs;
import dev.skep.object.ObjectProblem.Kind;
import dev.skep.object.ObjectProblem.Subject;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with an object: which rule, which thing, which words. A row changes one thing of a good object. */
class ObjectProblemsTest {
    private static final BtfId INT = new BtfId(1);
    private static final BtfId PROTO = new BtfId(3);
    private static final BtfId OPS = new BtfId(5);
    private static final BtfId PREFIX = new BtfId(6);
    private static final BtfId NAMELESS = new BtfId(7);
    private static final SourceLine LINE = new SourceLine("P.java", 1, 1, "");

    /** The parts of an object, to be changed. */
    private static final class Parts {
        private String license = "GPL";
        private final List<BpfProgram> programs = new ArrayList<>();
        private final List<BpfFunction> functions = new ArrayList<>();
        private final List<BpfMap> maps = new ArrayList<>();
        private final List<BpfGlobal> globals = new ArrayList<>();
        private final List<BpfExtern> externs = new ArrayList<>();
        private final List<BpfStructOps> tables = new ArrayList<>();
        private final BtfGraph.Builder types = BtfGraph.builder();

        private Parts() {
            types.add(Int.of("int", 4, IntEncoding.SIGNED));
            var pointer = types.add(new Ptr(BtfId.VOID));
            types.add(new FuncProto(INT, List.of(new Parameter("ctx", pointer))));
            var function = types.add(new Ptr(PROTO));
            types.add(new Struct("ops", 16, List.of(Member.at(0, "f", function), Member.at(8, "n", INT))));
            types.add(new Struct("prefix", 8, List.of(Member.at(0, "length", INT), Member.at(4, "data", INT))));
            types.add(new FuncProto(INT, List.of(new Parameter("", pointer))));
            program("xdp", "p", c -> {});
        }

        private Parts program(String section, String name, Consumer<CodeBuilder> body) {
            programs.add(new BpfProgram(SectionName.parse(section), ObjectProblemsTest.code(name, body), PROTO, LINE));
            return this;
        }

        private Parts code(Consumer<CodeBuilder> body) {
            programs.clear();
            return program("xdp", "p", body);
        }

        private Parts map(MapType type, MapPart key, MapPart value, long entries, MapFlag... flags) {
            return map(BpfMap.of("m", type, key, value, entries).withFlags(flags));
        }

        private Parts map(BpfMap map) {
            maps.add(map);
            return this;
        }

        private Parts global(String name, DataSection section, BtfId type, int size, ByteString initial) {
            globals.add(new BpfGlobal.Variable(name, section, BtfLinkage.GLOBAL, type, size, initial, 4));
            return this;
        }

        private Parts function(String name) {
            functions.add(new BpfFunction(BtfLinkage.STATIC, ObjectProblemsTest.code(name, c -> {}), PROTO, LINE));
            return this;
        }

        private BpfObject object() {
            return new BpfObject(
                    ByteOrder.LITTLE_ENDIAN,
                    license,
                    programs,
                    functions,
                    maps,
                    globals,
                    externs,
                    tables,
                    types.build());
        }
    }

    private static Code code(String name, Consumer<CodeBuilder> body) {
        return Code.of(name, c -> {
            body.accept(c);
            c.mov(R0, 0).exit();
        });
    }

    // spotless:off
    static Stream<Arguments> rows() {
        var bytes4 = MapPart.ofSize(4);
        var typed = MapPart.ofType(INT);
        var one = ByteString.of((byte) 1, (byte) 0, (byte) 0, (byte) 0);
        return Stream.of(
            row(Kind.DUPLICATE_NAME, Subject.PROGRAM,    "p",    "program p has the name of another program",                         o -> o.program("tc", "p", c -> {})),
            row(Kind.DUPLICATE_NAME, Subject.FUNCTION,   "p",    "function p has the name of a program",                              o -> o.function("p")),
            row(Kind.DUPLICATE_NAME, Subject.MAP,        "m",    "map m has the name of another map",                                 o -> o.map(MapType.HASH, bytes4, bytes4, 1).map(MapType.HASH, bytes4, bytes4, 1)),
            row(Kind.DUPLICATE_NAME, Subject.GLOBAL,     "m",    "global m has the name of a map",                                    o -> o.map(MapType.HASH, bytes4, bytes4, 1).global("m", DataSection.DATA, INT, 4, one)),
            row(Kind.BAD_NAME,       Subject.PROGRAM,    "a$b",  "program `a$b` has a name that is no C identifier",                  o -> o.program("xdp", "a$b", c -> {})),
            row(Kind.BAD_NAME,       Subject.MAP,        "",     "map `` has a name that is no C identifier",                         o -> o.map(BpfMap.of("", MapType.HASH, bytes4, bytes4, 1))),
            row(Kind.BAD_NAME,       Subject.FUNCTION,   "f".repeat(512), "function " + "f".repeat(512) + " has a name of 512 characters, the limit is 511", o -> o.function("f".repeat(512))),
            row(Kind.UNKNOWN_SYMBOL, Subject.PROGRAM,    "p",    "p refers to map m, which the object does not have (instruction at byte 8)", o -> o.code(c -> c.mov(R0, 0).ldMap(R1, "m"))),
            row(Kind.UNKNOWN_SYMBOL, Subject.PROGRAM,    "p",    "p refers to global g, which the object does not have (instruction at byte 0)", o -> o.code(c -> c.ldGlobal(R1, "g"))),
            row(Kind.UNKNOWN_SYMBOL, Subject.PROGRAM,    "p",    "p refers to function f, which the object does not have (instruction at byte 0)", o -> o.code(c -> c.call("f"))),
            row(Kind.UNKNOWN_SYMBOL, Subject.PROGRAM,    "p",    "p refers to kernel function k, which the object does not declare (instruction at byte 0)", o -> o.code(c -> c.callKfunc("k"))),
            row(Kind.UNKNOWN_SYMBOL, Subject.PROGRAM,    "p",    "p refers to extern e, which the object does not declare (instruction at byte 0)", o -> o.code(c -> c.ldExtern(R1, "e"))),
            row(Kind.UNKNOWN_SYMBOL, Subject.MAP,        "m",    "map m holds map x, which the object does not have",                  o -> o.map(outer(2, "", "x"))),
            row(Kind.WRONG_SYMBOL,   Subject.PROGRAM,    "p",    "p refers to program q, which the kernel calls; make the shared part a function (instruction at byte 0)", o -> o.code(c -> c.call("q")).program("xdp", "q", c -> {})),
            row(Kind.WRONG_SYMBOL,   Subject.PROGRAM,    "p",    "p refers to kernel function v, which is declared as a variable (instruction at byte 0)", o -> { o.externs.add(new BpfExtern.Ksym("v", INT, BpfExtern.Strength.WEAK)); o.code(c -> c.callKfunc("v")); }),
            row(Kind.WRONG_SYMBOL,   Subject.PROGRAM,    "p",    "p refers to global g, which is in section notes that no loader loads (instruction at byte 0)", o -> o.global("g", new DataSection("notes"), INT, 4, one).code(c -> c.ldGlobal(R1, "g"))),
            row(Kind.OUTSIDE_GLOBAL, Subject.PROGRAM,    "p",    "p refers to byte 4 of global g, which has 4 bytes (instruction at byte 0)", o -> o.global("g", DataSection.DATA, INT, 4, one).code(c -> c.ldGlobal(R1, "g", 4))),
            row(Kind.MAP_KEY,        Subject.MAP,        "m",    "map m of type ARRAY has a key of 8 bytes, allowed is 4 bytes or a 32-bit integer", o -> o.map(MapType.ARRAY, MapPart.ofSize(8), bytes4, 1)),
            row(Kind.MAP_KEY,        Subject.MAP,        "m",    "map m of type HASH has a key of 0 bytes, allowed is 1 byte or more",  o -> o.map(MapType.HASH, MapPart.NONE, bytes4, 1)),
            row(Kind.MAP_KEY,        Subject.MAP,        "m",    "map m of type HASH has a key of 513 bytes, the limit is 512",         o -> o.map(MapType.HASH, MapPart.ofSize(513), bytes4, 1)),
            row(Kind.MAP_KEY,        Subject.MAP,        "m",    "map m of type HASH has a key of a type that is not there",            o -> o.map(MapType.HASH, MapPart.ofType(new BtfId(99)), bytes4, 1)),
            row(Kind.MAP_KEY,        Subject.MAP,        "m",    "map m of type RINGBUF has a key of 4 bytes, allowed is none",         o -> o.map(MapType.RINGBUF, bytes4, MapPart.NONE, 4096)),
            row(Kind.MAP_KEY,        Subject.MAP,        "m",    "map m of type LPM_TRIE has a key of INT int [1] with 4 bytes, allowed is 5 to 260 bytes or such a struct, the length of the prefix first", o -> o.map(MapType.LPM_TRIE, typed, bytes4, 1, MapFlag.NO_PREALLOC)),
            row(Kind.MAP_KEY,        Subject.MAP,        "m",    "map m of type SK_STORAGE has a key without a type, which the kernel wants to know", o -> o.map(MapType.SK_STORAGE, bytes4, typed, 0, MapFlag.NO_PREALLOC)),
            row(Kind.MAP_VALUE,      Subject.MAP,        "m",    "map m of type QUEUE has a value of 0 bytes, allowed is 1 byte or more", o -> o.map(MapType.QUEUE, MapPart.NONE, MapPart.NONE, 1)),
            row(Kind.MAP_VALUE,      Subject.MAP,        "m",    "map m of type DEVMAP has a value of 6 bytes, allowed is 4 or 8 bytes", o -> o.map(MapType.DEVMAP, bytes4, MapPart.ofSize(6), 1)),
            row(Kind.MAP_VALUE,      Subject.MAP,        "m",    "map m of type STACK_TRACE has a value of 12 bytes, allowed is a multiple of 8 bytes", o -> o.map(MapType.STACK_TRACE, bytes4, MapPart.ofSize(12), 1)),
            row(Kind.MAP_VALUE,      Subject.MAP,        "m",    "map m of type STRUCT_OPS has a value of 8 bytes, allowed is what the loader makes, which makes the whole map", o -> o.map(MapType.STRUCT_OPS, bytes4, MapPart.ofSize(8), 1)),
            row(Kind.MAP_ENTRIES,    Subject.MAP,        "m",    "map m of type HASH has 0 entries, allowed is 1 or more",             o -> o.map(MapType.HASH, bytes4, bytes4, 0)),
            row(Kind.MAP_ENTRIES,    Subject.MAP,        "m",    "map m of type RINGBUF has 5000 entries, allowed is a power of two, 4096 or more", o -> o.map(MapType.RINGBUF, MapPart.NONE, MapPart.NONE, 5000)),
            row(Kind.MAP_ENTRIES,    Subject.MAP,        "m",    "map m of type RINGBUF has 2048 entries, allowed is a power of two, 4096 or more", o -> o.map(MapType.RINGBUF, MapPart.NONE, MapPart.NONE, 2048)),
            row(Kind.MAP_ENTRIES,    Subject.MAP,        "m",    "map m of type TASK_STORAGE has 1 entries, allowed is 0",             o -> o.map(MapType.TASK_STORAGE, typed, typed, 1, MapFlag.NO_PREALLOC)),
            row(Kind.MAP_ENTRIES,    Subject.MAP,        "m",    "map m of type ARENA has 1048577 entries, allowed is 1 to 1048576",   o -> o.map(MapType.ARENA, MapPart.NONE, MapPart.NONE, 1 + (1 << 20), MapFlag.MMAPABLE)),
            row(Kind.MAP_FLAGS,      Subject.MAP,        "m",    "map m of type LPM_TRIE lacks the flags [NO_PREALLOC]",               o -> o.map(MapType.LPM_TRIE, MapPart.ofType(PREFIX), bytes4, 1)),
            row(Kind.MAP_FLAGS,      Subject.MAP,        "m",    "map m of type QUEUE has the flags [MMAPABLE], allowed are [NUMA_NODE, RDONLY, WRONLY, RDONLY_PROG, WRONLY_PROG]", o -> o.map(MapType.QUEUE, MapPart.NONE, bytes4, 1, MapFlag.MMAPABLE)),
            row(Kind.MAP_FLAGS,      Subject.MAP,        "m",    "map m of type HASH has the extra number 3, which means something only to [BLOOM_FILTER, ARENA]", o -> o.map(new BpfMap("m", MapType.HASH, bytes4, bytes4, 1, Set.of(), 3, Pinning.NONE, MapSlots.NONE))),
            row(Kind.MAP_SLOTS,      Subject.MAP,        "m",    "map m of type HASH has inner maps, which only these types have: [ARRAY_OF_MAPS, HASH_OF_MAPS]", o -> o.map(holding(MapType.HASH, 1, inner()))),
            row(Kind.MAP_SLOTS,      Subject.MAP,        "m",    "map m of type HASH_OF_MAPS has inner maps that are pinned or hold maps themselves", o -> o.map(holding(MapType.HASH_OF_MAPS, 1, inner().withPinning(Pinning.BY_NAME)))),
            row(Kind.MAP_SLOTS,      Subject.MAP,        "m",    "map m of type ARRAY_OF_MAPS starts with 2 maps or programs, the limit is its 1 entries", o -> o.map(outer(1, "", ""))),
            row(Kind.MAP_SLOTS,      Subject.MAP,        "m",    "map m of type HASH has programs, which only PROG_ARRAY has",         o -> o.map(BpfMap.of("m", MapType.HASH, bytes4, bytes4, 1).withSlots(new Programs(List.of("p"))))),
            row(Kind.MAP_SLOTS,      Subject.MAP,        "m",    "map m of type HASH_OF_MAPS has maps or programs in it and keys of 8 bytes, loaders count in 4", o -> o.map(BpfMap.of("m", MapType.HASH_OF_MAPS, MapPart.ofSize(8), MapPart.NONE, 1).withSlots(new InnerMaps(inner(), List.of(""))))),
            row(Kind.UNKNOWN_SYMBOL, Subject.MAP,        "m",    "map m holds program x, which the object does not have",              o -> o.map(BpfMap.of("m", MapType.PROG_ARRAY, bytes4, MapPart.NONE, 1).withSlots(new Programs(List.of("x"))))),
            row(Kind.GLOBAL_PLACE,   Subject.GLOBAL,     "g",    "global g has an initial value, which section .bss cannot hold",      o -> o.global("g", DataSection.BSS, INT, 4, one)),
            row(Kind.GLOBAL_PLACE,   Subject.GLOBAL,     "g",    "global g is in the arena, and the object has no map of type ARENA",  o -> o.global("g", DataSection.ARENA, INT, 4, ByteString.EMPTY)),
            row(Kind.TOO_MANY,       Subject.OBJECT,     "",     "the object has the arenas [m, n]",                                   o -> o.map(arena("m")).map(arena("n"))),
            row(Kind.GLOBAL_TYPE,    Subject.GLOBAL,     "g",    "global g has 2 bytes, its type [1] has 4",                           o -> o.global("g", DataSection.DATA, INT, 2, ByteString.EMPTY)),
            row(Kind.GLOBAL_TYPE,    Subject.GLOBAL,     "g",    "global g has 4 bytes, its type [3] has 0",                           o -> o.global("g", DataSection.DATA, PROTO, 4, one)),
            row(Kind.TOO_LARGE,      Subject.GLOBAL,     "h",    "global h ends at byte 2147483648 of section .bss, the limit is 2147483647", o -> o.global("g", DataSection.BSS, INT, 1 << 30, ByteString.EMPTY).global("h", DataSection.BSS, INT, 1 << 30, ByteString.EMPTY)),
            row(Kind.TOO_LARGE,      Subject.STRUCT_OPS, "t",    "table t has 1048577 bytes, the limit is 1048576",                    o -> o.tables.add(new BpfStructOps("t", BpfStructOps.Attach.LINK, o.types.add(new Struct("large", 1 + (1 << 20), List.of())), ByteString.EMPTY, new TreeMap<>()))),
            row(Kind.BAD_TYPE,       Subject.FUNCTION,   "f",    "f has type [1] for a prototype, which is no FUNC_PROTO",             o -> o.functions.add(new BpfFunction(BtfLinkage.STATIC, code("f", c -> {}), INT, LINE))),
            row(Kind.BAD_TYPE,       Subject.EXTERN,     "k",    "extern k has type [1], which is no FUNC_PROTO",                      o -> o.externs.add(new BpfExtern.Kfunc("k", INT, BpfExtern.Strength.STRONG))),
            row(Kind.BAD_TYPE,       Subject.PROGRAM,    "p",    "p marks an instruction with type `struct nosuch`, which is not among the types", o -> o.code(c -> c.core(new CoreMark(CoreKind.TYPE_EXISTS, "struct nosuch", "0")).mov(R0, 1))),
            row(Kind.BAD_TYPE,       Subject.TYPE,       ".data", "DATASEC .data lists variables of a section that the object does not have", o -> o.types.add(new DataSec(".data", 4, List.of()))),
            row(Kind.TYPE_RULE,      Subject.TYPE,       "f",    "FUNC f [8] has no name for parameter 0: every parameter of a function has a name and a type with a size", o -> o.functions.add(new BpfFunction(BtfLinkage.STATIC, code("f", c -> {}), NAMELESS, LINE))),
            row(Kind.TYPE_RULE,      Subject.TYPE,       "A$B",  "STRUCT A$B [8] has the name A$B of 3 characters: a name is made of letters, digits and underscores, starts with no digit and has at most 512 characters", o -> o.types.add(new Struct("A$B", 0, List.of()))),
            row(Kind.TYPE_RULE,      Subject.OBJECT,     ".BTF", "the types and lines of the object cannot be written: string \"a\\0b\" has a zero byte inside", o -> o.code(c -> c.line(new SourceLine("a\0b", 1, 1, "")))),
            row(Kind.LICENSE,        Subject.OBJECT,     "license", "the license `` has 0 characters, allowed are 1 to 127 of ASCII",  o -> o.license = ""),
            row(Kind.LICENSE,        Subject.OBJECT,     "license", "the license `Ä` has 1 characters, allowed are 1 to 127 of ASCII", o -> o.license = "Ä"),
            row(Kind.STRUCT_OPS,     Subject.STRUCT_OPS, "t",    "table t holds `p`, which is no program of a section struct_ops",     o -> o.tables.add(table(0, "p"))),
            row(Kind.STRUCT_OPS,     Subject.STRUCT_OPS, "t",    "table t holds program q at byte 8, where no pointer is",             o -> o.program("struct_ops/f", "q", c -> {}).tables.add(table(8, "q"))),
            row(Kind.STRUCT_OPS,     Subject.PROGRAM,    "q",    "program q is in no table of functions",                              o -> o.program("struct_ops/f", "q", c -> {})),
            row(Kind.BAD_CODE,       Subject.PROGRAM,    "q",    "[SKEP1003] q: the function has no instructions",                     o -> o.programs.add(new BpfProgram(SectionName.parse("xdp"), Code.of("q", c -> {}), PROTO, LINE))),
            row(Kind.BAD_CODE,       Subject.PROGRAM,    "p",    "p calls into its own code: in an object every function has its own name", o -> o.code(c -> c.call(new JumpOffset(0)))),
            row(Kind.BAD_CODE,       Subject.PROGRAM,    "p",    "whose number only a running kernel could give: use a symbol",        o -> o.code(c -> c.ldMapFd(R1, 3))),
            row(Kind.CORE,           Subject.PROGRAM,    "p",    "p asks for FIELD_EXISTS by `0:2`, which leads nowhere in STRUCT prefix [6]", o -> o.code(c -> c.core(new CoreMark(CoreKind.FIELD_EXISTS, "struct prefix", "0:2")).mov(R0, 1))),
            row(Kind.CORE,           Subject.PROGRAM,    "p",    "p asks for TYPE_SIZE by `1`, which leads nowhere in STRUCT prefix [6]", o -> o.code(c -> c.core(new CoreMark(CoreKind.TYPE_SIZE, "struct prefix", "1")).mov(R0, 8))),
            row(Kind.CORE,           Subject.PROGRAM,    "p",    "p asks for ENUMVAL_VALUE by `0`, which leads nowhere in STRUCT prefix [6]", o -> o.code(c -> c.core(new CoreMark(CoreKind.ENUMVAL_VALUE, "struct prefix", "0")).mov(R0, 8))),
            row(Kind.CORE,           Subject.PROGRAM,    "p",    "p holds 8 for FIELD_BYTE_OFFSET of `0:1` of STRUCT prefix [6], which is 4", o -> o.code(c -> c.core(new CoreMark(CoreKind.FIELD_BYTE_OFFSET, "struct prefix", "0:1")).mov(R0, 8))),
            row(Kind.CORE,           Subject.PROGRAM,    "p",    "p holds 0 for FIELD_BYTE_OFFSET of `1:1` of STRUCT prefix [6], which is 12", o -> o.code(c -> c.mov(R0, 0).core(new CoreMark(CoreKind.FIELD_BYTE_OFFSET, "struct prefix", "1:1")).st(Width.W, mem(R10), 0))),
            row(Kind.EMPTY,          Subject.OBJECT,     "",     "the object has no programs, functions or maps",                      o -> o.programs.clear()));
    }
    // spotless:on

    @ParameterizedTest(name = "{0} {3}")
    @MethodSource("rows")
    void says(Kind kind, Subject subject, String name, String message, Consumer<Parts> change) {
        var parts = new Parts();
        change.accept(parts);
        var exception = catchThrowableOfType(ObjectException.class, () -> write(parts.object()));
        assertThat(exception).isNotNull();
        assertThat(exception.problems()).anySatisfy(problem -> {
            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(problem.subject()).isEqualTo(subject);
            assertThat(problem.name()).isEqualTo(name);
            assertThat(problem.message()).contains(message);
        });
        assertThat(exception).hasMessageContaining("[" + kind.id() + "] ").hasMessageContaining("\n  fix: ");
    }

    @Test
    void everyKindHasARow() {
        assertThat(rows().map(row -> (Kind) row.get()[0]).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(Kind.class));
    }

    @Test
    void theObjectThatTheRowsChangeIsGood() {
        assertThat(write(new Parts().object())).isNotEmpty();
    }

    @Test
    void aSectionThatListsNothingIsBroughtUpToDate() {
        var parts = new Parts();
        parts.types.add(new DataSec(".data", 4, List.of(new SectionEntry(BtfId.VOID, 0, 4))));
        parts.global("g", DataSection.DATA, INT, 4, ByteString.EMPTY);
        assertThat(Parsed.of(write(parts.object())).types().find(BtfKind.VAR, "g"))
                .isPresent();
    }

    @Test
    void saysEverythingAtOnce() {
        var parts = new Parts();
        parts.license = "";
        parts.map(MapType.HASH, MapPart.NONE, MapPart.NONE, 0)
                .code(c -> c.ldMap(R1, "x").ldx(Width.W, R0, mem(R1)));
        assertThatThrownBy(() -> write(parts.object()))
                .isInstanceOfSatisfying(ObjectException.class, exception -> assertThat(exception.problems())
                        .extracting(ObjectProblem::kind)
                        .containsExactly(
                                Kind.LICENSE, Kind.MAP_KEY, Kind.MAP_ENTRIES, Kind.MAP_VALUE, Kind.UNKNOWN_SYMBOL));
    }

    private static BpfMap arena(String name) {
        return BpfMap.of(name, MapType.ARENA, MapPart.NONE, MapPart.NONE, 1).withFlags(MapFlag.MMAPABLE);
    }

    private static BpfMap inner() {
        return BpfMap.of("i", MapType.ARRAY, MapPart.ofSize(4), MapPart.ofSize(4), 1);
    }

    private static BpfMap outer(long entries, String... initial) {
        return holding(MapType.ARRAY_OF_MAPS, entries, inner(), initial);
    }

    private static BpfMap holding(MapType type, long entries, BpfMap inner, String... initial) {
        var slots = new InnerMaps(inner, List.of(initial));
        return new BpfMap("m", type, MapPart.ofSize(4), MapPart.NONE, entries, Set.of(), 0, Pinning.NONE, slots);
    }

    private static BpfStructOps table(int offset, String program) {
        var programs = new TreeMap<Integer, String>();
        programs.put(offset, program);
        return new BpfStructOps("t", BpfStructOps.Attach.LINK, OPS, ByteString.EMPTY, programs);
    }

    private static byte[] write(BpfObject object) {
        return ObjectWriter.write(object, Target.of(IsaVersion.V4));
    }

    private static Arguments row(Kind kind, Subject subject, String name, String message, Consumer<Parts> change) {
        return Arguments.of(kind, subject, name, message, change);
    }
}
