import dev.skep.lang.*;
import java.util.Arrays;

@Bpf(license = "GPL", minKernel = "6.17")
final class ContextParts {
    @Struct
    static final class Name {
        @Length(16) byte[] text;
    }

    @Struct
    static final class Arguments {
        int number;
        @Length(16) byte[] text;
        Name name;
    }

    static final BpfHashMap<Integer, Name> names = BpfHashMap.of(4);

    @Kfunc("bpf_strlen")
    static native int strlen(byte[] text);

    static int length(byte[] text) {
        return strlen(text);
//                    ^ SKEP3047 `text` lies in a context, of which no part can be handed over
    }

    @Syscall
    static int helper(Arguments arguments) {
        return (int) Kernel.currentComm(arguments.text);
//                                               ^ SKEP3047 `arguments.text` lies in a context, of which no part can be handed over
    }

    @Syscall
    static int kfunc(Arguments arguments) {
        return strlen(arguments.name.text);
//                                  ^ SKEP3047 `arguments.name.text` lies in a context, of which no part can be handed over
    }

    @Syscall
    static int inPlace(Arguments arguments) {
        return length(arguments.text);
    }

    @Syscall
    static int value(Arguments arguments) {
        return names.update(1, arguments.name) ? 1 : 0;
//                                      ^ SKEP3047 `arguments.name` lies in a context, of which no part can be handed over
    }

    @Syscall
    static int whole(Name name) {
        return names.update(1, name) ? 1 : 0;
//                             ^ SKEP2003 `name` is a context, and no value of a map
    }

    @Syscall
    static int printed(Arguments arguments) {
        return (int) Kernel.printk("%s", arguments.text);
//                                                ^ SKEP3047 `arguments.text` lies in a context, of which no part can be handed over
    }

    @Syscall
    static int formatted(Arguments arguments) {
        return (int) Kernel.snprintf(arguments.text, "%d", 1);
//                                            ^ SKEP3047 `arguments.text` lies in a context, of which no part can be handed over
    }

    @Syscall
    static int compared(Arguments arguments) {
        return Kernel.strncmp(arguments.text, "skep");
//                                     ^ SKEP3047 `arguments.text` lies in a context, of which no part can be handed over
    }

    @Syscall
    static int each(Arguments arguments) {
        int sum = 0;
        for (byte letter : arguments.text) sum += letter;
//                                  ^ SKEP3047 `arguments.text` lies in a context, and its elements are met at no constant places
        return sum;
    }

    @Syscall
    static int filled(Arguments arguments) {
        Arrays.fill(arguments.text, (byte) 1);
//                           ^ SKEP3047 `arguments.text` lies in a context, and its elements are met at no constant places
        return 0;
    }

    @Tc
    static int control(SkBuff skb) {
        int sum = 0;
        for (int word : skb.cb) sum += word;
//                         ^ SKEP3047 `skb.cb` lies in a context, and its elements are met at no constant places
        return sum;
    }
}
