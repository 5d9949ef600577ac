using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SharedObjects.Runtime.Tests;

/// <summary>Holds the house to docs/architecture.md: a room is a folder of src/Proxy.Runtime, whatever the namespaces say.</summary>
public sealed class ArchitectureTests
{
    /// <summary>What stands at the top: the two types most programs name, which may use every room.</summary>
    private const string Top = "";

    /// <summary>What kinds of objects are made of; everything else under Objects is a kind.</summary>
    private static readonly string[] Mechanisms = ["Waiting", "Holding", "Locking", "Ordering", "Buffering"];

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Contracts"] = [],
        ["Calls"] = ["Contracts"],
        ["Objects"] = ["Contracts"],
        ["Transport"] = ["Calls", "Contracts"],
        ["Client"] = ["Transport", "Calls", "Contracts"],
        ["Server"] = ["Transport", "Calls", "Contracts"],
        ["Hosting"] = ["Server", "Client", "Transport", "Objects", "Calls", "Contracts", Top],
        ["Properties"] = [],
    };

    private static readonly string Source = Path.Combine(RepositoryRoot(), "src", "Proxy.Runtime");

    private static readonly Lazy<CSharpCompilation> Compilation = new(Compile);

    [Fact]
    public void Every_folder_is_a_known_room() =>
        Assert.Equal(
            Allowed.Keys.Order(StringComparer.Ordinal),
            Directory.GetDirectories(Source).Select(directory => Path.GetFileName(directory)!).Except(["bin", "obj"]).Order(StringComparer.Ordinal));

    [Fact]
    public void Rooms_use_only_the_rooms_below_them()
    {
        var uses = Uses().ToList();
        Assert.NotEmpty(uses);
        Assert.Empty(uses
            .Where(use => use.From != Top && use.From != use.To && !Allowed[use.From].Contains(use.To))
            .Select(use => $"{use.File} uses {use.Symbol} of '{use.To}'")
            .Distinct());
    }

    [Fact]
    public void Kinds_of_objects_do_not_know_each_other() =>
        Assert.Empty(Uses()
            .Where(use => use.From == "Objects" && use.To == "Objects" && use.FromFolder != use.ToFolder && !Mechanisms.Contains(use.ToFolder))
            .Select(use => $"{use.File} uses {use.Symbol}"));

    [Fact]
    public void Only_the_transport_names_StreamJsonRpc() =>
        Assert.All(
            Files().Where(file => File.ReadAllText(file).Contains("using StreamJsonRpc", StringComparison.Ordinal)),
            file => Assert.Equal("Transport", RoomOf(file)));

    [Fact]
    public void The_generator_does_not_know_the_runtime()
    {
        var project = File.ReadAllText(Path.Combine(RepositoryRoot(), "src", "Proxy.Generator", "Proxy.Generator.csproj"));
        Assert.DoesNotContain("Proxy.Runtime", project, StringComparison.Ordinal);
    }

    [Fact]
    public void Public_classes_are_sealed_unless_they_are_bases() =>
        Assert.DoesNotContain(typeof(SharedManager).Assembly.GetExportedTypes(), type => type.IsClass && !type.IsSealed && !type.IsAbstract);

    [Fact]
    public void A_file_holds_one_public_type() =>
        Assert.All(Compilation.Value.SyntaxTrees, tree => Assert.True(
            tree.GetRoot().DescendantNodes(node => node is not TypeDeclarationSyntax).OfType<BaseTypeDeclarationSyntax>()
                .Count(type => type.Modifiers.Any(SyntaxKind.PublicKeyword)) <= 1,
            tree.FilePath));

    [Fact]
    public void No_file_is_longer_than_it_can_be_read() =>
        Assert.All(Files(), file => Assert.InRange(File.ReadLines(file).Count(), 1, 400));

    [Fact]
    public void No_folder_is_named_for_what_has_no_name()
    {
        string[] nameless = ["Utils", "Utilities", "Helpers", "Common", "Internal", "Misc", "Shared"];
        Assert.DoesNotContain(
            Directory.GetDirectories(Path.Combine(RepositoryRoot(), "src"), "*", SearchOption.AllDirectories),
            directory => nameless.Contains(Path.GetFileName(directory)));
    }

    private static IEnumerable<(string From, string FromFolder, string To, string ToFolder, string Symbol, string File)> Uses()
    {
        foreach (var tree in Compilation.Value.SyntaxTrees)
        {
            var model = Compilation.Value.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (model.GetSymbolInfo(name).Symbol is INamedTypeSymbol type
                    && type.OriginalDefinition.DeclaringSyntaxReferences is [{ SyntaxTree.FilePath: var declared }, ..])
                {
                    yield return (RoomOf(tree.FilePath), FolderOf(tree.FilePath), RoomOf(declared), FolderOf(declared), type.Name, Path.GetRelativePath(Source, tree.FilePath));
                }
            }
        }
    }

    private static CSharpCompilation Compile()
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return CSharpCompilation.Create(
            "House",
            Files().Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file)),
            platform.Where(path => Path.GetFileName(path) != "SharedObjects.dll").Select(path => MetadataReference.CreateFromFile(path)));
    }

    private static IEnumerable<string> Files() =>
        Directory.GetFiles(Source, "*.cs", SearchOption.AllDirectories).Where(file => RoomOf(file) is not ("bin" or "obj"));

    private static string RoomOf(string file) => Parts(file) is [var room, _, ..] ? room : Top;

    private static string FolderOf(string file) => Parts(file) is [_, var folder, _, ..] ? folder : "";

    private static string[] Parts(string file) => Path.GetRelativePath(Source, file).Split(Path.DirectorySeparatorChar);

    internal static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "SharedObjects.sln")))
        {
            directory = directory.Parent!;
        }

        return directory.FullName;
    }
}
