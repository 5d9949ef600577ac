using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using SharedObjects.Generator.Tests.Harness;

namespace SharedObjects.Generator.Tests;

public sealed class RetentionTests
{
    [Fact]
    public void A_driver_keeps_no_compilation_alive_that_it_has_been_given_before_the_last()
    {
        var driver = GeneratorRun.Driver();
        var compilations = new List<WeakReference>();
        for (var edit = 0; edit < 4; edit++)
        {
            driver = Run(driver, edit, compilations);
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        // The driver itself remembers the inputs of its last run.
        Assert.All(compilations.SkipLast(1), static compilation => Assert.False(compilation.IsAlive));
        GC.KeepAlive(driver);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static GeneratorDriver Run(GeneratorDriver driver, int edit, List<WeakReference> compilations)
    {
        var compilation = Compilations.Of(
            ContractSource.Members($"ValueTask<int> Add{edit}Async(int amount);"),
            "using SharedObjects; public static class Worker { [WorkerTarget] public static void Run() { } } public class Games : IManagerStartup { public static void Configure(ManagerBuilder manager) { } }");
        compilations.Add(new WeakReference(compilation));
        return driver.RunGenerators(compilation, TestContext.Current.CancellationToken);
    }
}
