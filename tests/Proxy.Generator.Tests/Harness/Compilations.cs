using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SharedObjects.Generator.Tests.Harness;

/// <summary>Compilations as a consumer has them: the framework, the runtime, nullable on, every warning an error.</summary>
internal static class Compilations
{
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>Stands in until the runtime has the class itself: the analyzer knows it by name.</summary>
    private const string WorkerProcess = """
        namespace SharedObjects
        {
            public static class WorkerProcess
            {
                public static void Start<T>(Func<T, Task> target, T argument) { }
            }
        }
        """;

    private static readonly string FrameworkDirectory = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    public static IReadOnlyList<MetadataReference> Framework { get; } =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetDirectoryName(path) == FrameworkDirectory)
            .Select(static path => MetadataReference.CreateFromFile(path))];

    public static MetadataReference Runtime { get; } = MetadataReference.CreateFromFile(typeof(ManagedAttribute).Assembly.Location);

    public static SyntaxTree Parse(string source, string path = "") => CSharpSyntaxTree.ParseText(source, ParseOptions, path);

    /// <summary>With the usings every project has.</summary>
    public static CSharpCompilation Of(params string[] sources) => OfTrees(
        [Parse(Usings), .. typeof(ManagedAttribute).Assembly.GetType("SharedObjects.WorkerProcess") is null ? [Parse(WorkerProcess)] : Array.Empty<SyntaxTree>(), .. sources.Select(static (s, i) => Parse(s, $"Source{i}.cs"))]);

    public static CSharpCompilation OfTrees(params SyntaxTree[] trees) => CSharpCompilation.Create(
        "Acme.Games",
        trees,
        [.. Framework, Runtime],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Error, warningLevel: 9999, allowUnsafe: true)
            .WithSpecificDiagnosticOptions([new("CS8019", ReportDiagnostic.Suppress), new("CS1591", ReportDiagnostic.Suppress)]));
}
