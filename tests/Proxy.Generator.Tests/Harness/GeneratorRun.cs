using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SharedObjects.Generator.Tests.Harness;

/// <summary>What the generator made of some sources. Whatever it is, it compiles without a warning.</summary>
internal sealed class GeneratorRun
{
    private GeneratorRun(CSharpCompilation output, IReadOnlyDictionary<string, string> files) => (Output, Files) = (output, files);

    public CSharpCompilation Output { get; }

    /// <summary>By hint name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    public static GeneratorRun Of(params string[] sources) => Of(Compilations.Of(sources));

    public static GeneratorRun Of(CSharpCompilation compilation, bool compiles = true)
    {
        var driver = Driver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics, TestContext.Current.CancellationToken);
        Assert.Empty(diagnostics);
        var result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        if (compiles)
        {
            Assert.Empty(output.GetDiagnostics(TestContext.Current.CancellationToken).Where(static d => d.Severity > DiagnosticSeverity.Hidden));
        }

        return new GeneratorRun((CSharpCompilation)output, result.GeneratedSources.ToDictionary(static s => s.HintName, static s => s.SourceText.ToString()));
    }

    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new ManagedContractGenerator().AsSourceGenerator()],
        parseOptions: Compilations.ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Runs the method Scenario.RunAsync over a proxy of a generic contract, whose referent is hosted as a manager would.</summary>
    public Task<string> Run(string contract, string referent, Type argument) => Run(Load(), contract, referent, argument);

    /// <summary>As <see cref="Run(string, string, Type)"/>, with a type argument that was compiled only now.</summary>
    public Task<string> Run(string contract, string referent, string argument)
    {
        var assembly = Load();
        return Run(assembly, contract, referent, assembly.GetType(argument)!);
    }

    private static Task<string> Run(System.Reflection.Assembly assembly, string contract, string referent, Type argument)
    {
        var proxy = Loopback.Proxy(
            assembly.GetType(contract)!.MakeGenericType(argument),
            Activator.CreateInstance(assembly.GetType(referent)!.MakeGenericType(typeof(Payload)))!);
        return (Task<string>)assembly.GetType("Scenario")!.GetMethod("RunAsync")!.Invoke(null, [proxy])!;
    }

    /// <summary>The output as an assembly of this process.</summary>
    public System.Reflection.Assembly Load()
    {
        using var stream = new MemoryStream();
        var emitted = Output.Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        return System.Reflection.Assembly.Load(stream.ToArray());
    }
}
