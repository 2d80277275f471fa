/**
 * Assembly text: read into a model of the file it describes, and instructions written back as text.
 *
 * <p>{@link dev.skep.asm.text.AssemblyParser} reads a text once, from the first byte to the last. What it appends to sections
 * is final, but for places that wait for symbols; when the text ends, distances are filled in and what only a linker or
 * loader knows is kept as {@link dev.skep.asm.text.AssemblyReference}. A mistake ends its statement, and the next line is
 * read: {@link dev.skep.asm.text.AssemblyTextException} has them all. Nobody here knows what an object file looks like.
 *
 * <pre>
 * AssemblyFile      = AssemblySection* AssemblySymbol* DebugLines Declarations
 * AssemblySection   = name flags type alignment Contents AssemblyReference* CodeLines
 * AssemblyReference = offset (LDDW | CALL | DATA_4 | DATA_8) symbol addend
 * AssemblySymbol    = name (Undefined | InSection | Absolute | Common) binding kind visibility size
 * Declarations      = license Struct* MapDeclaration* Routine* Variable* extern*
 * </pre>
 *
 * <p>The grammar of texts. A statement ends with the line, at {@code ;}, or where a comment starts. Comments are {@code #} and
 * {@code //} to the end of the line, <code>/&#42; &#42;/</code>, and lines that start with {@code ;}, which disassemblers print.
 *
 * <pre>
 * text        = (statement (newline | ";"))*
 * statement   = (label ":")* [directive | instruction | macro argument ("," argument)*]
 * label       = name | '"' any name '"' | number                 a number may stand again: 1b is the last, 1f the next
 * expression  = C's unary - + ~ !, then * / % &lt;&lt; &gt;&gt;, then | ^ &amp;, then + -, on 64 bits; "." is here
 *             | number | 'c' | name | "(" expression ")"         0x, 0b and 0 for octal; symbols: sum or distance of two
 * </pre>
 *
 * <p>Instructions in {@code llvm}. {@code r} is a whole register, {@code w} its lower half; both sides are of one kind.
 *
 * <pre>
 * reg = value                       value: reg | expression | expression "ll" | symbol [+ n] "ll" | -reg | (s8|s16|s32) reg
 * reg op= (reg | expression)        op: + - * / % s/ s% &amp; | ^ &lt;&lt; &gt;&gt; s&gt;&gt;
 * reg = (be|le|bswap)(16|32|64) reg
 * reg = *(size *)(reg ± n)          size: u8 u16 u32 u64, s8 s16 s32
 * *(size *)(reg ± n) = (reg | expression)
 * r0 = *(size *)skb[n | reg [+ n]]
 * lock *(u32|u64 *)(reg ± n) (+=|&amp;=||=|^=) reg
 * reg = atomic_fetch_(add|and|or|xor)((u32|u64 *)(reg ± n), reg)
 * reg = xchg_64(reg ± n, reg)       r0 = cmpxchg_64(reg ± n, r0, reg)       w: xchg32_32, cmpxchg32_32
 * reg = load_acquire((size *)(reg ± n))       store_release((size *)(reg ± n), reg)
 * reg = addr_space_cast(reg, to, from)
 * if reg (== != &gt; &gt;= &lt; &lt;= s&gt; s&gt;= s&lt; s&lt;= &amp;) (reg | expression) goto target
 * (goto | gotol | may_goto) target  target: label | ±slots | pc±slots
 * call (helper | number | function | pc±slots)       callx reg       gotox reg       exit
 * reg = map[fd:n] | map[fd:n][0]+n | map[idx:n] | btf[id:n,fd:n] | subprog[n]     ld_pseudo reg, kind, n
 * </pre>
 *
 * <p>What the kernel prints is read too: {@code 3: (85) call bpf_map_lookup_elem#1}.
 *
 * <p>Instructions in {@code gnu} and {@code ubpf} are a mnemonic and operands, destination first:
 * {@code add %r0,1}, {@code ldxw r2, [r1+4]}, {@code jeq r1, 5, out}. The mnemonics are those of {@link dev.skep.asm.Opcode},
 * with {@code 64} or without; GNU's also {@code endle r,16}, {@code endbe}, {@code bswap}, {@code movs r,r,8}, {@code jal},
 * {@code jcond}, {@code xadddw}, ubpf's {@code lock [fetch] add [r1], r2}, {@code swap16}, {@code movsx832}, {@code ja32},
 * {@code call local f}, and {@code exit} as a label for the last instruction.
 *
 * <p>Directives that assemblers have:
 *
 * <pre>
 * .text .data .bss .section NAME[,"FLAGS"[,@TYPE[,SIZE]]] .pushsection .popsection .previous .align .balign .p2align
 * .globl .global .weak .local .hidden .internal .protected .type S,@(function|object) .size S,N .set .equ .equiv .comm .lcomm
 * .byte .2byte .short .hword .half .value .4byte .long .int .word .8byte .quad .dword .octa .uleb128 .sleb128
 * .ascii .asciz .string .zero .skip .space .fill .macro NAME P[=V],… .endm .rept N .endr
 * .file .loc .cfi_startproc .cfi_endproc .cfi_sections .ident .addrsig .addrsig_sym
 * </pre>
 *
 * <p>Directives that declare an object, for people:
 *
 * <pre>
 * .license "GPL"
 * .struct NAME, TYPE FIELD, …                                    laid out as C does
 * .map NAME, KIND [, key=TYPE] [, value=TYPE] [, max_entries=N] [, flags=N] [, pinning=by_name]
 * .variable NAME, TYPE [, VALUE]        .constant NAME, TYPE [, VALUE]
 * .extern NAME [(VALUE, …) [-> VALUE]], …                        functions of the kernel
 * .program NAME, "SECTION" … .end       .function NAME [, static] … .end
 * VALUE = TYPE | struct NAME "*" | void "*"
 * TYPE = (u8 | u16 | u32 | u64 | s8 | s16 | s32 | s64 | char | bool | struct NAME) ("[" N "]")*
 * </pre>
 */
@NullMarked
package dev.skep.asm.text;

import org.jspecify.annotations.NullMarked;
