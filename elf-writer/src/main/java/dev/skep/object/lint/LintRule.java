package dev.skep.object.lint;

import java.util.List;

/**
 * The rules: number in the portable profile · who does not keep up when it is broken, in the words of {@code Fate.parse} · the rule.
 * iproute2 is only named where it differs from the libbpf it is built
 * with, if it is.
 */
public enum LintRule {
    // spotless:off
    /** The type of the ELF file. */
    FILE_TYPE            (1,  "libbpf linker",                     "an object is relocatable, ELF type 1"),
    /** The machine is another one. */
    MACHINE              (1,  "libbpf cilium linker prevail",      "an object is for machine 247, BPF"),
    /** The machine is none. */
    NO_MACHINE           (1,  "linker aya",                            "an object is for machine 247, BPF"),
    /** {@code e_entry} is not 0. */
    ENTRY                (1,  "",                                  "an object has no entry point"),
    /** The tables have other names. */
    TABLE_NAMES          (1,  "?iproute2 prevail",                  "the tables of symbols and names are called .symtab and .strtab"),
    /** Nothing is in the last section. */
    LAST_SECTION         (2,  "?iproute2",                          "the last section is not empty"),
    /** A section for data has no bytes. */
    EMPTY_SECTION        (2,  "!aya",                              "sections for data are not empty"),
    /** Two sections have one name. */
    DUPLICATE_SECTION    (2,  "~cilium ~aya",                      "sections have different names"),
    /** Relocations have addends. */
    RELA                 (3,  "libbpf cilium linker",              "relocations have no addends, section type REL"),
    /** A section of relocations has another name. */
    RELOCATION_NAME      (3,  "linker prevail",                    "relocations are in .rel and the name of what they relocate"),
    /** A relocation of type 0. */
    RELOCATION_TYPE      (3,  "aya linker",                        "a relocation has type 1, 2 or 10"),
    /** A relocation by a symbol that is not there. */
    RELOCATION_SYMBOL    (3,  "libbpf cilium aya linker",          "a relocation is by a symbol that is there"),
    /** A relocation where no instruction is that can have one. */
    RELOCATION_PLACE     (3,  "libbpf cilium aya",                 "relocated are lddw and call, at their first bytes"),
    /** The section of maps has contents. */
    MAPS_CONTENT         (4,  "cilium",                            "the section .maps is all zeros"),
    /** The section of maps is aligned otherwise. */
    MAPS_ALIGNMENT       (4,  "~cilium",                           "the section .maps has alignment 8"),
    /** Code is no whole instructions. */
    CODE_SIZE            (4,  "libbpf cilium aya linker prevail",  "code is whole instructions"),
    /** Bytes of .text belong to no function. */
    TILING               (5,  "aya ~cilium ?libbpf",                       "functions cover their section without gaps"),
    /** Two functions have one name. */
    DUPLICATE_FUNCTION   (5,  "~cilium ~aya",                      "functions have different names"),
    /** The symbol of a map is local. */
    LOCAL_MAP            (11, "libbpf cilium",                     "the symbol of a map is global"),
    /** The symbol of a map is weak. */
    WEAK_MAP             (11, "cilium",                            "the symbol of a map is global"),
    /** The license does not end with one zero byte. */
    LICENSE              (6,  "aya",                               "the license is a string and one zero byte"),
    /** The license is long. */
    LONG_LICENSE         (6,  "?iproute2",                          "the license has at most 128 bytes"),
    /** A program that is not loaded unasked. */
    OPTIONAL_PROGRAM     (7,  "aya !cilium<0.13 !iproute2",                  "a program's section does not start with ?"),
    /** A section that no loader knows. */
    SECTION_UNKNOWN      (7,  "!libbpf !cilium aya",               "a program's section says what kind of program it is"),
    /** More behind the name of a section than may be. */
    SECTION_SUFFIX       (7,  "!libbpf aya",                       "nothing follows the name of this section"),
    /** A section that some loaders do not know. */
    SECTION_LOADERS      (7,  "",                                  "a program's section is one that all loaders know"),
    /** A program that is static. */
    LOCAL_PROGRAM        (8,  "libbpf",                            "the symbol of a program is global"),
    /** A callee that is not in .text. */
    CALLEE_SECTION       (8,  "libbpf",                            "functions that are called are in .text"),
    /** A call by a local symbol. */
    LOCAL_CALL           (9,  "cilium",                            "a static function is called by its section"),
    /** A call without relocation outside .text. */
    BARE_CALL            (9,  "~libbpf",                           "a call from a program has a relocation"),
    /** A call by section is of no function's start. */
    CALL_PLACE           (9,  "cilium aya",                        "a call is of the start of a function"),
    /** A callback by a local symbol. */
    LOCAL_CALLBACK       (10, "libbpf cilium prevail",             "a callback is named by its section and byte"),
    /** A callback by a global symbol. */
    GLOBAL_CALLBACK      (10, "~cilium prevail",                   "a callback is named by its section and byte"),
    /** A callback is no function's start. */
    CALLBACK_PLACE       (10, "cilium aya",                        "a callback is the start of a function"),
    /** A map and a number. */
    MAP_OFFSET           (11, "~cilium",                           "a map is referred to as a whole"),
    /** A variable and a number. */
    DATA_OFFSET          (12, "~cilium ~prevail",                  "data is referred to by a symbol alone, or by section and byte"),
    /** The second half of a relocated lddw. */
    SECOND_SLOT          (12, "kernel",                            "the second half of a relocated lddw is zero"),
    /** A kernel function. */
    KFUNC                (13, "cilium<0.11 aya<0.14.1",            "kernel functions need recent loaders"),
    /** A kernel function that may be missing. */
    WEAK_KFUNC           (13, "cilium<0.14 aya<0.14.1",            "kernel functions that may be missing need recent loaders"),
    /** A kernel function that is declared global. */
    KFUNC_LINKAGE        (13, "libbpf",                            "a kernel function is extern among the types"),
    /** A call of a kernel function holds another number than -1. */
    KFUNC_IMMEDIATE      (13, "aya",                               "a call of a kernel function holds -1"),
    /** No integer for libbpf to use. */
    KSYMS_INT            (13, "libbpf",                            "with externs the types have an integer of 4 bytes"),
    /** A kernel variable. */
    KSYM                 (13, "cilium ?aya<0.14.1",            "kernel variables need recent loaders"),
    /** The bare address of a kernel variable. */
    TYPELESS_KSYM        (13, "cilium ?aya<0.14.1",                "kernel variables have types"),
    /** An extern without a type. */
    EXTERN_TYPE          (13, "libbpf cilium",          "an extern is declared in .ksyms or .kconfig"),
    /** A member that map definitions do not have. */
    MAP_MEMBER           (14, "libbpf cilium",              "a map's definition has only known members"),
    /** A NUMA node. */
    NUMA_NODE            (14, "cilium",                            "a map's definition has no numa_node"),
    /** Extra flags. */
    MAP_EXTRA            (14, "libbpf<0.6 cilium<0.16",            "a map's definition has no map_extra"),
    /** Extra flags as an enumerator. */
    MAP_EXTRA_64         (14, "libbpf<1.4 cilium<0.16 aya>=0.14", "a map's definition has no map_extra of 64 bits"),
    /** The same told twice. */
    SIZE_AND_TYPE        (14, "cilium",                            "a map's definition has a type or a size, not both"),
    /** A pinning that is none. */
    PINNING              (14, "libbpf cilium",                     "pinning is 0 or 1"),
    /** A type that the kernel does not take for keys. */
    KEY_TYPE             (15, "-libbpf -cilium -aya",              "keys of arrays are integers of 4 bytes, those of tries are structs"),
    /** A map whose parts the kernel does not take. */
    MAP_SHAPE            (15, "kernel",                            "a map has the keys, values and entries of its type"),
    /** A ring buffer of a size that the kernel does not take. */
    RINGBUF_SIZE         (15, "libbpf<0.8 !cilium",                "a ring buffer has a power of two bytes, a page or more"),
    /** Devices of 4 bytes. */
    DEVICE_VALUE         (16, "~aya",                              "devices and CPUs have values of 8 bytes"),
    /** Values of a map of devices or CPUs have neither 4 nor 8 bytes. */
    DEVICE_SIZE          (16, "kernel",                            "devices and CPUs have values of 4 or 8 bytes"),
    /** Programs in slots. */
    PROGRAM_SLOTS        (17, "libbpf<0.2 aya>=0.14 !iproute2",                    "slots for programs are empty"),
    /** Maps in slots. */
    MAP_SLOTS            (17, "~aya",                              "slots for maps are empty"),
    /** What is in a slot for a map is none. */
    SLOT_KIND            (17, "libbpf cilium aya iproute2",        "slots for maps hold maps"),
    /** A variable without a symbol. */
    VARIABLE_SYMBOL      (18, "libbpf",              "a variable has a symbol"),
    /** A static variable without a symbol. */
    STATIC_SYMBOL        (18, "?cilium<0.22",                            "a variable has a symbol"),
    /** A variable has other sizes in its section's list and in its symbol. */
    VARIABLE_SIZE        (18, "cilium",                            "a variable is as large as its symbol"),
    /** Data with symbols is in a section that no type lists. */
    DATA_LIST            (18, "linker",                            "the variables of a section are listed among the types"),
    /** Zeroed data of a name of its own. */
    BSS_NAME             (18, "libbpf<1.1 cilium",                 "zeros are in .bss"),
    /** Addresses in data. */
    DATA_POINTER         (18, "~libbpf ~cilium ~aya",              "data has no addresses"),
    /** The configuration of the kernel. */
    KCONFIG              (19, "!aya cilium<0.11",                   "no .kconfig"),
    /** Configuration that may be missing. */
    WEAK_KCONFIG         (19, "!aya cilium",                            "what is taken from .kconfig is there"),
    /** No types. */
    NO_TYPES             (20, "libbpf cilium aya linker",          "maps and externs have types"),
    /** Strings in strings. */
    STRING_TAILS         (20, "cilium prevail",                    "strings of types are whole"),
    /** Types that the kernel does not take. */
    TYPE_RULES           (20, "kernel",                            "types keep the kernel's rules"),
    /** Names that the kernel wants. */
    TYPE_NAMES           (21, "kernel",                            "types, and parameters of functions, have the names that the kernel wants"),
    /** Linkages. */
    TYPE_LINKAGE         (22, "kernel",                            "what is defined here is static or global"),
    /** A local function is global among the types. */
    FUNCTION_LINKAGE     (22, "~libbpf ~cilium ~aya",              "a static function is static among the types"),
    /** A global symbol without a type. */
    UNTYPED_GLOBAL       (22, "linker",                            "a global symbol has a type"),
    /** Kinds of types that are new. */
    NEW_KINDS            (23, "libbpf<1.0 cilium<0.10 aya<0.11",   "types are of kinds that all loaders know"),
    /** A short header. */
    EXT_HEADER           (24, "cilium",                            "the header of .BTF.ext has 32 bytes"),
    /** Nothing about functions or lines. */
    EMPTY_INFO           (24, "cilium",                            ".BTF.ext tells functions and lines"),
    /** Functions about which nothing is known. */
    FUNCTION_INFO        (24, "kernel",                            "every function has a record, or none has and no callback is there"),
    /** Functions without a line. */
    LINE_INFO            (24, "kernel",                            "every function starts with a line, or no instruction has one"),
    /** Blocks that are there twice. */
    INFO_BLOCKS          (24, "~libbpf",                           "a section has one block of each kind"),
    /** Whether a type matches. */
    CORE_MATCHES         (25, "libbpf<1.0 cilium<0.15 aya",        "no CO-RE kind 12"),
    /** The number of a type. */
    CORE_NUMBER          (25, "cilium",                            "an instruction relocated by the number of a type holds the local one"),
    /** Two relocations of one instruction. */
    CORE_TWICE           (25, "libbpf cilium",                     "an instruction has one CO-RE relocation"),
    /** A wide instruction that may become one that is not. */
    CORE_WIDE            (25, "~cilium<0.13.1",                    "what may be missing is relocated in an instruction of one slot"),
    /** A type without a name. */
    CORE_ROOT            (25, "libbpf cilium",                     "a CO-RE relocation starts at a type with a name"),
    /** Types that may be missing. */
    CORE_MISSING         (25, "?aya",                              "CO-RE kinds 7 and 9 only for types that are there"),
    /** Tables of functions. */
    STRUCT_OPS           (0,  "aya iproute2 cilium<0.21",          "no struct_ops"),
    /** An arena. */
    ARENA                (0,  "libbpf<1.4 cilium !aya",             "no arena"),
    /** Jump tables. */
    JUMP_TABLES          (0,  "libbpf<1.7 cilium aya",             "no jump tables"),
    /** Maps of old. */
    LEGACY_MAPS          (0,  "libbpf>=1.0 linker",                "maps are defined by types"),
    /** What is no instruction. */
    INSTRUCTION          (0,  "kernel",                            "code is made of instructions");
    // spotless:on

    private final int number;
    private final List<Fate> fates;
    private final String text;

    LintRule(int number, String fates, String text) {
        this.number = number;
        this.fates = Fate.parse(fates);
        this.text = text;
    }

    /** The number in the portable profile; 0 for what lies outside it. */
    public int number() {
        return number;
    }

    /** Who does not keep up, unless a finding says otherwise. */
    public List<Fate> fates() {
        return fates;
    }

    /** The rule as a sentence. */
    public String text() {
        return text;
    }
}
