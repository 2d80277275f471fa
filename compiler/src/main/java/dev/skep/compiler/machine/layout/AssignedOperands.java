package dev.skep.compiler.machine.layout;

import dev.skep.asm.Memory;
import dev.skep.asm.Register;
import dev.skep.compiler.machine.model.Address;
import dev.skep.compiler.machine.model.Assignment;
import dev.skep.compiler.machine.model.Base;
import dev.skep.compiler.machine.model.FrameBase;
import dev.skep.compiler.machine.model.VirtualRegister;
import java.util.Map;

/** The operands of one instruction as the machine knows them. */
record AssignedOperands(Map<VirtualRegister, Register> registers, StackPlan stack) implements Assignment {
    @Override
    public Register register(VirtualRegister value) {
        var register = registers.get(value);
        if (register == null) throw new IllegalStateException(value + " has no register here");
        return register;
    }

    @Override
    public Memory memory(Address address) {
        return address.base().accept(new Base.Visitor<>() {
            @Override
            public Memory register(VirtualRegister base) {
                return Memory.mem(AssignedOperands.this.register(base), address.offset());
            }

            @Override
            public Memory frame(FrameBase frame) {
                return Memory.mem(Register.R10, stack.offset(frame.slot()) + address.offset());
            }
        });
    }
}
