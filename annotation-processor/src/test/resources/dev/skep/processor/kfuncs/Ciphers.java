import dev.skep.lang.*;

@Bpf(license = "GPL", minKernel = "6.11")
final class Ciphers {
    @Struct
    static final class Slot {
        Kptr<BpfCryptoCtx> cipher;
    }

    @Struct
    static final class Request {
        long number;
    }

    static final BpfArray<Slot> slots = BpfArray.of(1);
    static final BpfCryptoParams params = new BpfCryptoParams();
    static final byte[] plain = new byte[64];
    static final byte[] iv = new byte[16];
    static final byte[] encrypted = new byte[64];
    static final byte[] decrypted = new byte[64];
    static final byte[] algorithm = new byte[32];

    @Syscall
    static int make(Request unused) {
        var slot = slots.lookup(0);
        if (slot == null) return 1;
        Bytes.set(params.type, "skcipher");
        for (int i = 0; i < algorithm.length; i++) params.algo[i] = algorithm[i];
        var error = S32.of(0);
        try (var made = BpfCryptoCtx.create(params, error)) {
            if (made == null) return error.value;
            try (var again = BpfCryptoCtx.acquire(made.value())) {
                if (again == null) return 2;
            }
            try (var before = slot.cipher.exchange(made)) {
                return before == null ? 10 : 11;
            }
        }
    }

    @Tc
    static int chained(SkBuff skb) {
        var slot = slots.lookup(0);
        if (slot == null) return 1;
        var cipher = slot.cipher.value();
        if (cipher == null) return 2;
        var from = Kernel.dynptrFromMem(plain);
        var to = Kernel.dynptrFromMem(encrypted);
        int failed = BpfCryptoCtx.encrypt(cipher, from, to, Kernel.dynptrFromMem(iv));
        return failed == 0 ? 100 : failed;
    }

    @Xdp
    static int alone(XdpContext context) {
        var slot = slots.lookup(0);
        if (slot == null) return 1;
        var cipher = slot.cipher.value();
        if (cipher == null) return 2;
        var from = Kernel.dynptrFromMem(plain);
        var middle = Kernel.dynptrFromMem(encrypted);
        int failed = BpfCryptoCtx.encrypt(cipher, from, middle, null);
        if (failed != 0) return failed;
        failed = BpfCryptoCtx.decrypt(cipher, middle, Kernel.dynptrFromMem(decrypted), null);
        return failed == 0 ? 100 : failed;
    }
}
