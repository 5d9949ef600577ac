using System.Reflection;
using System.Text.RegularExpressions;

namespace SharedObjects.Runtime.Tests;

/// <summary>The page for those who come from Python names nothing that is not there.</summary>
public sealed partial class ParityPageTests
{
    [Fact]
    public void Every_member_on_the_page_exists()
    {
        var members = typeof(SharedManager).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(member => member.Name).Append(type.Name.Split('`')[0]))
            .ToHashSet(StringComparer.Ordinal);
        var page = File.ReadAllText(Path.Combine(ArchitectureTests.RepositoryRoot(), "docs", "coming-from-python.md"));
        var named = Name().Matches(page).Select(match => match.Value).Distinct(StringComparer.Ordinal).ToArray();
        Assert.True(named.Length > 100, "The page names hardly anything.");
        Assert.DoesNotContain(named, name => !members.Contains(name));
    }

    [GeneratedRegex(@"\b(?:IShared[A-Z]\w+|[A-Z]\w+Async|Is[A-Z]\w+|[A-Z]\w+Lease|[A-Z]\w+Count)\b")]
    private static partial Regex Name();
}
