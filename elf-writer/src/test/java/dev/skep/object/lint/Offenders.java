package dev.skep.object.lint;

import static dev.skep.elf.SymbolBinding.GLOBAL;
import static dev.skep.elf.SymbolBinding.LOCAL;
import static dev.skep.elf.SymbolBinding.WEAK;

import dev.skep.elf.Relocation;
import dev.skep.elf.Section.Header;
import dev.skep.object.ClangObjects;
import dev.skep.object.Damage;
import dev.skep.object.LinkableObjects;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Objects that break a rule each, and the rules that lint has to name. */
final class Offenders {
    private static final byte[] BASE = LinkableObjects.base(ByteOrder.nativeOrder());

    /**
     * An object.
     *
     * @param name its name
     * @param object its bytes
     * @param rules the rules that it breaks
     */
    record Offender(String name, byte[] object, Set<LintRule> rules) {
        @Override
        public String toString() {
            return name;
        }
    }

    private Offenders() {}

    private static Offender of(String name, byte[] object, LintRule... rules) {
        return new Offender(name, object, Set.of(rules));
    }

    private static Damage base() {
        return Damage.of(BASE);
    }

    /** What the emitter of a base object could have done wrong. */
    // spotless:off
    static List<Offender> damaged() {
        return List.of(
                of("whole",           BASE),
                of("local_call",      referring(0xe8, "ssub", -1),                                    LintRule.LOCAL_CALL),
                of("local_callback",  referring(0xb8, "cb", 0),                                       LintRule.LOCAL_CALLBACK),
                of("data_offset",     referring(0x58, "gd", 4),                                       LintRule.DATA_OFFSET),
                of("map_local",       base().binding("m", LOCAL).write(),                             LintRule.LOCAL_MAP),
                of("map_weak",        base().binding("m", WEAK).write(),                              LintRule.WEAK_MAP),
                of("program_local",   base().binding("xp", LOCAL).write(),                            LintRule.LOCAL_PROGRAM),
                of("program_weak",    base().binding("xp", WEAK).write()),
                of("license_no_zero", base().bytes("license", bytes -> Arrays.copyOf(bytes, 3)).write(), LintRule.LICENSE),
                of("license_padded",  base().bytes("license", bytes -> Arrays.copyOf(bytes, 8)).write(), LintRule.LICENSE),
                of("maps_content",    base().words(".maps", words -> words.put(3, (byte) 1)).write(), LintRule.MAPS_CONTENT),
                of("maps_alignment",  base().header(".maps", Offenders::aligned4).write()),
                of("reltype0",        base().relocations("xdp", one -> Relocation.of(one.offset(), one.symbol(), one.type() == 10 ? 0 : one.type())).write(), LintRule.RELOCATION_TYPE),
                of("section_q",       base().renameCode("xdp", "?xdp").write(),                       LintRule.OPTIONAL_PROGRAM),
                of("section_tc",      base().renameCode("xdp", "tc").write(),                         LintRule.SECTION_LOADERS),
                of("section_tcx",     base().renameCode("xdp", "tcx/ingress").write(),                LintRule.SECTION_LOADERS),
                of("section_suffix",  base().renameCode("xdp", "xdp/foo").write(),                    LintRule.SECTION_SUFFIX),
                of("section_unknown", base().renameCode("xdp", "xdq").write(),                        LintRule.SECTION_UNKNOWN),
                of("classifier",      base().renameCode("xdp", "classifier").write()),
                of("no_info",         base().rename(".BTF.ext", ".BTF.oxt").write(),                  LintRule.FUNCTION_INFO),
                of("no_functions",    base().words(".BTF.ext", ext -> ext.putInt(12, 0)).write(),     LintRule.EMPTY_INFO, LintRule.FUNCTION_INFO),
                of("no_lines",        base().words(".BTF.ext", ext -> ext.putInt(20, 0)).write(),     LintRule.EMPTY_INFO),
                of("short_header",    base().bytes(".BTF.ext", Offenders::shortHeader).write(),       LintRule.EXT_HEADER),
                of("long_license",    base().bytes("license", bytes -> text(200)).write(),            LintRule.LONG_LICENSE),
                of("global_callback", Damage.of(referring(0xb8, "cb", 0)).binding("cb", GLOBAL).write(), LintRule.GLOBAL_CALLBACK, LintRule.UNTYPED_GLOBAL),
                of("second_slot",     base().words("xdp", code -> code.putInt(0x24, 1)).write(),      LintRule.SECOND_SLOT),
                of("no_ending",       base().words("xdp", code -> code.put(code.limit() - 8, (byte) 0xff)).write(), LintRule.INSTRUCTION),
                of("gap",             base().size("ssub", 16).write(),                                LintRule.TILING),
                of("same_name",       base().named("ssub", "gsub").write(),                           LintRule.DUPLICATE_FUNCTION),
                of("no_symbol",       base().named("gd", "other").write(),                            LintRule.VARIABLE_SYMBOL, LintRule.UNTYPED_GLOBAL),
                of("no_static",       base().named("sd", "other").write(),                            LintRule.STATIC_SYMBOL),
                of("table_names",     base().named(".symtab", ".symbols").write(),                    LintRule.TABLE_NAMES),
                of("reloc_name",      base().named(".relxdp", ".relxdq").write(),                     LintRule.RELOCATION_NAME),
                of("no_machine",      base().machine(0).write(),                                      LintRule.NO_MACHINE),
                of("machine",         base().machine(62).write(),                                     LintRule.MACHINE),
                of("executable",      base().type(2).write(),                                         LintRule.FILE_TYPE),
                of("line_missing",    base().words(".BTF.ext", ext -> ext.putInt(lineRecord(ext), 8)).write(), LintRule.LINE_INFO),
                of("function_moved",  base().words(".BTF.ext", ext -> ext.putInt(32 + 4 + 8, 8)).write(),      LintRule.FUNCTION_INFO));
    }

    /** Objects that this machine's kernel, or more than one rule, has something against. */
    static List<Offender> unjudged() {
        return List.of(
                of("empty_data",      base().bytes(".rodata", bytes -> new byte[0]).write(),          LintRule.EMPTY_SECTION),
                text("ksym_typed",    "struct rq {}; extern const struct rq runqueues __ksym;",
                                      "v = (long)&runqueues;",                                                LintRule.KSYM));
    }

    private static byte[] text(int size) {
        byte[] text = new byte[size];
        Arrays.fill(text, 0, size - 1, (byte) 'x');
        return text;
    }

    /** Where the first record about lines is. */
    private static int lineRecord(java.nio.ByteBuffer ext) {
        return 32 + ext.getInt(16) + 4 + 8;
    }

    /** What a compiler of C makes of what the programmer wrote. */
    static List<Offender> compiled() {
        return List.of(
                map("unknown_member", "__uint(type, 1); __type(key, int); __type(value, int); __uint(max_entries, 1); __uint(foo, 1);", LintRule.MAP_MEMBER),
                map("numa_node",      "__uint(type, 1); __type(key, int); __type(value, int); __uint(max_entries, 1); __uint(numa_node, 0);", LintRule.NUMA_NODE),
                map("bloom_extra",    "__uint(type, 30); __type(value, int); __uint(max_entries, 8); __uint(map_extra, 3);", LintRule.MAP_EXTRA),
                map("bloom_extra_64", "__uint(type, 30); __type(value, int); __uint(max_entries, 8); enum { three = 3 } map_extra;", LintRule.MAP_EXTRA_64),
                map("enum_key",       "__uint(type, 2); __type(key, enum color); __type(value, int); __uint(max_entries, 1);", LintRule.KEY_TYPE),
                map("int_prefix",     "__uint(type, 11); __type(key, long); __type(value, int); __uint(max_entries, 1); __uint(map_flags, 1);", LintRule.KEY_TYPE),
                map("ringbuf_100",    "__uint(type, 27); __uint(max_entries, 100);",                          LintRule.RINGBUF_SIZE),
                map("ringbuf_value",  "__uint(type, 27); __type(value, int); __uint(max_entries, 4096);",     LintRule.MAP_SHAPE),
                map("storage",        "__uint(type, 29); __type(key, int); __type(value, int); __uint(max_entries, 1); __uint(map_flags, 1);", LintRule.MAP_SHAPE),
                map("devmap_4",       "__uint(type, 14); __type(key, int); __type(value, int); __uint(max_entries, 1);", LintRule.DEVICE_VALUE),
                map("size_and_type",  "__uint(type, 1); __type(key, int); __uint(key_size, 4); __type(value, int); __uint(max_entries, 1);", LintRule.SIZE_AND_TYPE),
                map("hash",           "__uint(type, 1); __type(key, int); __type(value, int); __uint(max_entries, 1);"),
                text("kfunc",         "extern void bpf_rcu_read_lock(void) __ksym; extern void bpf_rcu_read_unlock(void) __ksym;",
                                      "bpf_rcu_read_lock(); bpf_rcu_read_unlock();",                          LintRule.KFUNC),
                text("kfunc_weak",    "extern void bpf_no_such_x(void) __ksym __weak;",
                                      "if (bpf_no_such_x) bpf_no_such_x();",                 LintRule.WEAK_KFUNC),
                text("ksym",          "extern const void schedule __ksym;",
                                      "v = (long)&schedule;",                                            LintRule.TYPELESS_KSYM),
                text("kconfig",       "extern int LINUX_KERNEL_VERSION __kconfig;",
                                      "v = LINUX_KERNEL_VERSION;",                                            LintRule.KCONFIG),
                text("kconfig_weak",  "extern int CONFIG_HZ __kconfig __weak;",
                                      "v = CONFIG_HZ;",                                                       LintRule.WEAK_KCONFIG),
                text("bss_x",         "static volatile int z SEC(\".bss.x\");",
                                      "z = 1;",                                                               LintRule.BSS_NAME),
                text("data_pointer",  "int target = 1; int *pointer = &target;",
                                      "v = *(volatile long *)&pointer;",                                      LintRule.DATA_POINTER),
                text("prog_slots",    "SEC(\"xdp\") int tail(void *c) { return 2; } struct { __uint(type, 3); __uint(key_size, 4); __uint(max_entries, 2); __array(values, int(void *)); } slots SEC(\".maps\") = { .values = { (void *)&tail } };",
                                      "bpf_tail_call(c, &slots, 0);",                                         LintRule.PROGRAM_SLOTS),
                text("map_slots",     "struct in { __uint(type, 2); __type(key, int); __type(value, int); __uint(max_entries, 1); } in SEC(\".maps\"); struct { __uint(type, 12); __uint(key_size, 4); __uint(max_entries, 2); __array(values, struct in); } slots SEC(\".maps\") = { .values = { &in } };",
                                      "int k = 0; v = (long)bpf_map_lookup_elem(&slots, &k);",                LintRule.MAP_SLOTS),
                text("core_matches",  "struct task_struct { int pid; };",
                                      "v = __builtin_preserve_type_info(*(struct task_struct *)0, 2);",       LintRule.CORE_MATCHES),
                text("undeclared",    "extern int somewhere;",
                                      "v = somewhere;",                                                       LintRule.EXTERN_TYPE),
                text("float",         "volatile double d;",
                                      "v = *(volatile long *)&d;",                                                          LintRule.NEW_KINDS),
                map("pinning",        "__uint(type, 1); __type(key, int); __type(value, int); __uint(max_entries, 1); __uint(pinning, 2);", LintRule.PINNING),
                map("arena",          "__uint(type, 33); __uint(map_flags, 1024); __uint(max_entries, 1);",    LintRule.ARENA),
                text("core_number",   "struct task_struct { int pid; };",
                                      "v = __builtin_btf_type_id(*(struct task_struct *)0, 1);",              LintRule.CORE_WIDE, LintRule.CORE_MISSING),
                text("core_size",     "struct task_struct { int pid; };",
                                      "v = __builtin_preserve_type_info(*(struct task_struct *)0, 1);",       LintRule.CORE_MISSING));
    }
    // spotless:on

    private static Offender map(String name, String members, LintRule... rules) {
        return text(name, "enum color { RED }; struct { " + members + " } m SEC(\".maps\");", "v = (long)&m;", rules);
    }

    private static Offender text(String name, String before, String body, LintRule... rules) {
        return of(
                name,
                ClangObjects.compileText(before + "\nvolatile long v; SEC(\"xdp\") int p(void *c) { " + body
                        + " return 2; } char _license[] SEC(\"license\") = \"GPL\";"),
                rules);
    }

    private static byte[] referring(int at, String symbol, int immediate) {
        int number = base().symbol(symbol);
        return base().relocations("xdp", one -> one.offset() == at ? Relocation.of(at, number, one.type()) : one)
                .words("xdp", code -> code.putInt(at + 4, immediate))
                .write();
    }

    private static Header aligned4(Header header) {
        return Header.of(header.name(), header.type(), header.flags(), 4);
    }

    private static byte[] shortHeader(byte[] ext) {
        byte[] shorter = new byte[ext.length - 8];
        System.arraycopy(ext, 0, shorter, 0, 24);
        System.arraycopy(ext, 32, shorter, 24, ext.length - 32);
        shorter[ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 4 : 7] = 24;
        return shorter;
    }
}
