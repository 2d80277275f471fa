package dev.skep.object;

import java.util.List;
import java.util.function.Consumer;

/** The rules of the contract that every loader's demands add up to, by their numbers, on what we write. */
final class PortableProfile {
    /** A rule by its number in the contract. */
    record Rule(int number, String text, Consumer<Parsed> check) {}

    // spotless:off
    static final List<Rule> RULES = List.of(
            new Rule(1,  "ELF64, relocatable, BPF; .strtab first, .symtab last",         ContainerRules::container),
            new Rule(2,  "sections in order, none empty, none twice",                    ContainerRules::sectionOrder),
            new Rule(3,  "REL named after its target",                                   ContainerRules::relocationSections),
            new Rule(4,  "flags and alignment",                                          ContainerRules::flags),
            new Rule(5,  "locals first, section symbols nameless, functions tile",       ContainerRules::symbols),
            new Rule(6,  "the license and one zero byte",                                ContainerRules::license),
            new Rule(7,  "section names that all loaders know",                          CodeRules::sectionNames),
            new Rule(8,  "programs are global functions, the others in .text",           CodeRules::programs),
            new Rule(9,  "calls by section or by global symbol",                         CodeRules::calls),
            new Rule(10, "callbacks by section and byte",                                CodeRules::callbacks),
            new Rule(11, "maps by their global symbol, immediate 0",                     CodeRules::mapReferences),
            new Rule(12, "data by symbol and 0, or by section and byte",                 CodeRules::dataReferences),
            new Rule(13, "kernel functions undefined, extern in .ksyms, with an int",    CodeRules::kernelFunctions),
            new Rule(14, "only members of map definitions that all loaders know",        MapDefinitionRules::mapMembers),
            new Rule(15, "keys and sizes that suit the map",                             MapDefinitionRules::mapShapes),
            new Rule(16, "perf and program arrays 4 and 4, devices 8",                   MapDefinitionRules::mapSizes),
            new Rule(17, "no programs in a program array",                               MapDefinitionRules::programArrays),
            new Rule(18, "a variable for each symbol and a symbol for each variable",    TypeRules::variables),
            new Rule(19, "no .kconfig",                                                  TypeRules::configuration),
            new Rule(20, "24-byte header, strings after types, no shared tails",         TypeRules::typeSection),
            new Rule(21, "names where names belong",                                     TypeRules::typeNames),
            new Rule(22, "linkages",                                                     TypeRules::linkages),
            new Rule(23, "only the kinds that old kernels know",                         TypeRules::kinds),
            new Rule(24, "a function and a line at the start of every function",         InformationRules::codeInformation),
            new Rule(25, "CO-RE kinds and access strings",                               InformationRules::relocatedAccess));
    // spotless:on

    private PortableProfile() {}
}
