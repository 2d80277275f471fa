import dev.skep.lang.*;

@KernelType("task_struct")
final class Named {
    int pid;

    @Length(16)
    byte[] comm;
}

@Bpf(license = "GPL", minKernel = "6.18")
final class Texts {
    @Struct
    static final class Asked {
        @Length(16)
        byte[] one;

        @Length(16)
        byte[] other;

        int wanted;
        int most;

        @Length(12)
        int[] found;
    }

    @Xdp
    static int all(XdpContext context) {
        var asked = context.packet().next(Asked.class);
        if (asked == null) return 1;
        int wanted = asked.wanted;
        int most = asked.most;
        int strlen = BpfStrings.strlen(asked.one);
        int strnlen = BpfStrings.strnlen(asked.one, most);
        int strcmp = BpfStrings.strcmp(asked.one, asked.other);
        int strcasecmp = BpfStrings.strcasecmp(asked.one, asked.other);
        int strchr = BpfStrings.strchr(asked.one, wanted);
        int strchrnul = BpfStrings.strchrnul(asked.one, wanted);
        int strnchr = BpfStrings.strnchr(asked.one, most, wanted);
        int strrchr = BpfStrings.strrchr(asked.one, wanted);
        int strspn = BpfStrings.strspn(asked.one, asked.other);
        int strcspn = BpfStrings.strcspn(asked.one, asked.other);
        int strstr = BpfStrings.strstr(asked.one, asked.other);
        int strnstr = BpfStrings.strnstr(asked.one, asked.other, most);
        asked.found[0] = strlen;
        asked.found[1] = strnlen;
        asked.found[2] = strcmp;
        asked.found[3] = strcasecmp;
        asked.found[4] = strchr;
        asked.found[5] = strchrnul;
        asked.found[6] = strnchr;
        asked.found[7] = strrchr;
        asked.found[8] = strspn;
        asked.found[9] = strcspn;
        asked.found[10] = strstr;
        asked.found[11] = strnstr;
        return 2;
    }

    @Syscall
    static int wherever(Asked asked) {
        var task = Kernel.currentTaskBtf(Named.class);
        var copy = new byte[16];
        Kernel.currentComm(copy);
        if (BpfStrings.strcmp(task.comm, copy) != 0) return 1;
        if (BpfStrings.strlen(Core.addressOf(task.comm)) != BpfStrings.strlen(copy)) return 2;
        if (BpfStrings.strcmp("one", "one") != 0) return 3;
        if (BpfStrings.strstr("honey bees", "bee") != 6) return 4;
        if (BpfStrings.strlen(4096) != -34) return 5;
        return BpfStrings.strnlen("forty-two", 42);
    }
}
