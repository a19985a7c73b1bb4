using CompileBench.Engines.Settings;
using static CompileBench.Engines.Native.Standalone.X64Register;

namespace CompileBench.Engines.Native.Standalone;

/// <summary>Writes the code of a <see cref="CompileProgram"/>: the calls of the C API in order, each checked.</summary>
internal sealed class CompileProgramCode(ElfProgram program)
{
    private const int MonotonicClock = 1;
    private const int ThreadCpuClock = 3;
    private const int StandardOutput = 1;

    // What the program keeps across calls lies in registers that calls preserve.
    private const X64Register Config = Rbx;
    private const X64Register Engine = R12;
    private const X64Register Error = R13;

    private readonly X64Code _code = program.Code;
    private readonly X64Label _refused = new();

    /// <summary>Writes everything.</summary>
    public void Write(CompilerSettings settings, string compileFunction, int moduleBytes, int lifetimeSeconds)
    {
        var main = new X64Label();
        Start(main);
        _code.Push(Config);
        _code.Push(Engine);
        _code.Push(Error);
        _code.Move(Rdi, lifetimeSeconds);
        Call("alarm");
        Call("wasm_config_new");
        _code.Move(Config, Rax);
        foreach (var call in ConfigPlan.ForSettings(settings))
        {
            Set(call);
        }

        MakeEngine();
        var clock = program.Scratch(CompileProgram.ClockBytes);
        ReadClock(MonotonicClock, clock);
        ReadClock(ThreadCpuClock, clock + 32);
        Compile(compileFunction, moduleBytes);
        ReadClock(ThreadCpuClock, clock + 48);
        ReadClock(MonotonicClock, clock + 16);
        _code.JumpIfNotZero(Error, _refused);
        Print(clock, CompileProgram.ClockBytes);
        Exit(CompileProgram.Compiled);
        Refuse();
    }

    // What every C program's first instructions do: hand the C library main, the arguments, and what the dynamic linker wants called at
    // the end.
    private void Start(X64Label main)
    {
        _code.Move(R9, Rdx);
        _code.Pop(Rsi);
        _code.Move(Rdx, Rsp);
        _code.AlignStack();
        _code.Push(Rax);
        _code.Push(Rsp);
        _code.Move(R8, 0);
        _code.Move(Rcx, 0);
        _code.Address(Rdi, main);
        Call("__libc_start_main");
        _code.Place(main);
    }

    private void Set(ConfigCall call)
    {
        var absent = new X64Label();
        var done = new X64Label();
        var word = program.Import(call.Setter, optional: true);
        _code.Load(Rax, word);
        _code.JumpIfZero(Rax, absent);
        _code.Move(Rdi, Config);
        switch (call.Value)
        {
            case ConfigValue.Number number:
                _code.Move(Rsi, number.Value);
                _code.CallThrough(word);
                break;
            case ConfigValue.Size size:
                _code.Move(Rsi, checked((int)size.Value));
                _code.CallThrough(word);
                break;
            case ConfigValue.Text text:
                _code.Move(Rsi, program.Text(text.Value));
                _code.CallThrough(word);
                _code.Move(Error, Rax);
                _code.JumpIfNotZero(Rax, _refused);
                break;
            case ConfigValue.Flag flag:
                _code.Move(Rsi, program.Text(flag.Name));
                _code.Move(Rdx, program.Text(flag.Value));
                _code.CallThrough(word);
                break;
        }

        _code.Jump(done);
        _code.Place(absent);
        if (call.Otherwise is { } other)
        {
            Set(other);
        }
        else if (call.Absent == WhenAbsent.Refuse)
        {
            Print(program.Text(call.Setter), call.Setter.Length);
            Exit(CompileProgram.SetterMissing);
        }

        _code.Place(done);
    }

    private void MakeEngine()
    {
        var made = new X64Label();
        _code.Move(Rdi, Config);
        Call("wasm_engine_new_with_config");
        _code.Move(Engine, Rax);
        _code.JumpIfNotZero(Rax, made);
        Exit(CompileProgram.NoEngine);
        _code.Place(made);
    }

    private void Compile(string function, int moduleBytes)
    {
        _code.Move(Rdi, Engine);
        _code.Move(Rsi, ElfProgram.DataAddress);
        _code.Move(Rdx, moduleBytes);
        _code.Move(Rcx, program.Scratch(8));
        Call(function);
        _code.Move(Error, Rax);
    }

    private void Refuse()
    {
        // wasm_byte_vec_t: a size and the bytes.
        var message = program.Scratch(16);
        _code.Place(_refused);
        _code.Move(Rdi, Error);
        _code.Move(Rsi, message);
        Call("wasmtime_error_message");
        _code.Move(Rdi, StandardOutput);
        _code.Load(Rsi, message + 8);
        _code.Load(Rdx, message);
        Call("write");
        Exit(CompileProgram.Refused);
    }

    private void ReadClock(int clock, int address)
    {
        _code.Move(Rdi, clock);
        _code.Move(Rsi, address);
        Call("clock_gettime");
    }

    private void Print(int address, int bytes)
    {
        _code.Move(Rdi, StandardOutput);
        _code.Move(Rsi, address);
        _code.Move(Rdx, bytes);
        Call("write");
    }

    private void Exit(int status)
    {
        _code.Move(Rdi, status);
        Call("_exit");
    }

    private void Call(string function) => _code.CallThrough(program.Import(function, optional: false));
}
