using System.Text.RegularExpressions;
using SharedObjects.Generator.Diagnostics;
using SharedObjects.Generator.Tests.Harness;

namespace SharedObjects.Generator.Tests;

/// <summary>Each diagnostic's page says what is so: its violation is one, its fix is none.</summary>
public sealed partial class DiagnosticPageTests
{
    public static TheoryData<string> Ids { get; } = [.. Descriptors.All.Select(static d => d.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_samples_of_a_page_are_true(string id)
    {
        var page = Repository.Read($"docs/diagnostics/{id}.md");
        Assert.StartsWith($"# {id}: {Descriptors.All.Single(d => d.Id == id).Title}\n", page, StringComparison.Ordinal);
        Assert.Equal([id], (await AnalyzerRun.Of(Sample(page, "Violation"))).Select(static d => d.Id).Distinct());
        Assert.Empty(await AnalyzerRun.Of(Sample(page, "Fix")));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_diagnostic_leads_to_its_page(string id) =>
        Assert.EndsWith($"docs/diagnostics/{id}.md", Descriptors.All.Single(d => d.Id == id).HelpLinkUri, StringComparison.Ordinal);

    [Fact]
    public void There_is_no_page_without_a_diagnostic() => Assert.Equal(
        Descriptors.All.Select(static d => d.Id),
        Directory.GetFiles(Path.Combine(Repository.Root, "docs/diagnostics")).Select(static f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal));

    private static string Sample(string page, string heading)
    {
        var sample = SamplePattern().Matches(page).Single(m => m.Groups[1].Value == heading);
        return "using SharedObjects;\n" + sample.Groups[2].Value;
    }

    [GeneratedRegex("^## (\\w+)\n\n```csharp\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex SamplePattern();
}
