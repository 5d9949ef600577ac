using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SharedObjects.Generator.Tests.Harness;

/// <summary>What the analyzer says of some sources.</summary>
internal static class AnalyzerRun
{
    public static Task<IReadOnlyList<Diagnostic>> Of(params string[] sources) => Of(Compilations.Of(sources));

    public static async Task<IReadOnlyList<Diagnostic>> Of(CSharpCompilation compilation)
    {
        // What a user would see: the compiler's own errors would make the test meaningless, the generated code belongs to the program.
        var output = GeneratorRun.Of(compilation).Output;
        var diagnostics = await output.WithAnalyzers([new ManagedContractAnalyzer()]).GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. diagnostics.Where(static d => !d.IsSuppressed).OrderBy(static d => d.Location.SourceSpan.Start)];
    }

    /// <summary>The text the diagnostic underlines.</summary>
    public static string Underlined(this Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);
}
