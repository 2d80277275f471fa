/**
 * Code as a list of elements, the builder that makes it, and the assembler that turns it into bytes.
 *
 * <p>A function is written once, eagerly, in a lambda, and is immutable afterwards:
 *
 * <pre>{@code
 * Code code = Code.of("positive", c -> {
 *     c.mov(R0, 0);
 *     c.ifThen(R1.sgt(0), () -> c.mov(R0, 1));
 *     c.exit();
 * });
 * byte[] bytes = Assembler.assemble(code, IsaVersion.V3).bytes(ByteOrder.LITTLE_ENDIAN);
 * }</pre>
 *
 * <p>The data model, as a grammar:
 *
 * <pre>
 * Code            = name CodeElement*
 * CodeElement     = Instruction | LabelTarget(Label) | SourceLine(file, line, column, text) | CoreMark(kind, type, access)
 * Instruction     = AluInstruction | MemoryInstruction | WideInstruction | JumpInstruction | CallInstruction
 * AluInstruction  = Binary(Opcode, dst, src) | Immediate(Opcode, dst, imm) | Unary(Opcode, dst)
 *                 | AddressSpaceCast(dst, src, to, from)
 * MemoryInstruction = Load(Opcode, dst, Memory) | Store(Opcode, Memory, src) | StoreImmediate(Opcode, Memory, imm)
 *                 | Atomic(Opcode, Memory, src) | PacketLoad(Opcode, imm) | PacketLoadIndirect(Opcode, src, imm)
 * WideInstruction = Constant(dst, value) | Symbol(dst, SymbolReference) | Pseudo(Opcode, dst, imm, next)
 * JumpInstruction = Goto(Opcode, JumpTarget) | IfRegister(Opcode, dst, src, JumpTarget)
 *                 | IfImmediate(Opcode, dst, imm, JumpTarget) | Indirect(dst) | Exit
 * CallInstruction = Helper(id) | Function(FunctionReference) | Kfunc(KfuncReference) | Local(JumpTarget)
 *                 | KfuncId(id, module) | Indirect(dst)
 * JumpTarget      = Label | JumpOffset(slots)
 * SymbolReference = MapReference(name) | DataReference(name, offset) | FunctionReference(name)
 *                 | KfuncReference(name) | ExternReference(name)
 * Memory          = base offset
 * </pre>
 *
 * <p>{@link dev.skep.asm.Opcode} is the instruction set: every other part reads its rows. What has no number yet is a type,
 * {@link dev.skep.asm.Label} or {@link dev.skep.asm.SymbolReference}: the {@link dev.skep.asm.Assembler} replaces the
 * labels, a linker or loader the symbols. The way back is the {@link dev.skep.asm.Decoder}. Who only lists code reads it slot by slot
 * as {@link dev.skep.asm.Encoding}s, which cost less, and writes it into a {@link dev.skep.asm.TextBuffer}.
 *
 * <p>Long jumps. A conditional jump reaches 32767 slots. On kernels with {@code gotol} one that must go farther is inverted
 * over it; on older ones it goes by islands of relays. Both are decided before a word is written.
 */
@NullMarked
package dev.skep.asm;

import org.jspecify.annotations.NullMarked;
