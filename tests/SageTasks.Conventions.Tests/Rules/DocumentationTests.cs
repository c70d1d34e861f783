using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SageTasks.Conventions.Tests.Packages;
using SageTasks.Conventions.Tests.PublicApi;

namespace SageTasks.Conventions.Tests.Rules;

/// <summary>A user never has to read our source to learn what a member means. That each public member has a comment is the compiler's
/// rule (CS1591); these look at what the comments say.</summary>
public sealed partial class DocumentationTests
{
    public static TheoryData<string> Packages => Package.Names;

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_documented_member_says_what_it_is(string name)
    {
        var findings = new Findings();
        foreach (var member in Members(Package.Named(name)))
        {
            findings.Check(Says(member), () => $"{member.Attribute("name")!.Value}: '{Text(member)}'");
        }

        findings.AssertNone("A public member has a summary in words, or inherits one.", seenAtLeast: 10);
    }

    [Fact]
    public void Every_exception_type_says_when_it_is_thrown()
    {
        var findings = new Findings();
        foreach (var package in Package.All)
        {
            foreach (var type in package.PublicTypes.Where(type => type.IsSubclassOf(typeof(Exception))))
            {
                var member = package.Documentation.Descendants("member").SingleOrDefault(member => member.Attribute("name")!.Value == $"T:{type.FullName}");
                findings.Check(member is not null && Words().Count(Text(member)) >= 5, () => $"{package}: {type.Name}");
            }
        }

        findings.AssertNone("An exception's summary says when it is thrown, in a sentence.", seenAtLeast: 25);
    }

    [Fact]
    public void Every_public_type_is_documented()
    {
        var findings = new Findings();
        foreach (var package in Package.All)
        {
            var documented = Members(package).Select(member => member.Attribute("name")!.Value).ToHashSet(StringComparer.Ordinal);
            foreach (var type in package.PublicTypes)
            {
                findings.Check(documented.Contains($"T:{type.FullName!.Replace('+', '.')}"), () => $"{package}: {TypeNames.Declared(type)}");
            }
        }

        findings.AssertNone("Every public type has a documentation comment.", seenAtLeast: 350);
    }

    [Theory]
    [InlineData("<member name='P:X.Y'><summary>The etag.</summary></member>", true)]
    [InlineData("<member name='P:X.Y'><inheritdoc /></member>", true)]
    [InlineData("<member name='P:X.Y'><summary></summary></member>", false)]
    [InlineData("<member name='P:X.Y'><remarks>Text.</remarks></member>", false)]
    [InlineData("<member name='P:X.Y'><summary>Gets or sets the Y.</summary></member>", false)]
    [InlineData("<member name='P:X.Y'><summary>Y</summary></member>", false)]
    public void A_comment_that_says_nothing_is_found(string member, bool says) => Assert.Equal(says, Says(XElement.Parse(member)));

    // Internal members may have comments too; only their authors read them.
    private static IEnumerable<XElement> Members(Package package)
    {
        var types = package.PublicTypes.ToDictionary(type => type.FullName!.Replace('+', '.'), StringComparer.Ordinal);
        return package.Documentation.Descendants("member").Where(member => IsPublic(member.Attribute("name")!.Value[2..].Split('(')[0], types));
    }

    private static bool IsPublic(string name, Dictionary<string, Type> types)
    {
        var dot = name.LastIndexOf('.');
        return types.ContainsKey(name)
            || (dot > 0 && types.TryGetValue(name[..dot], out var type) && IsVisibleMember(type, name[(dot + 1)..].Split("``")[0].Replace("#ctor", ".ctor", StringComparison.Ordinal)))
            || name.Contains("<G>$", StringComparison.Ordinal);
    }

    private static bool IsVisibleMember(Type type, string name) =>
        type.GetMember(name, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Any(member => member switch
            {
                MethodBase method => MemberSignature.IsVisible(method),
                PropertyInfo property => property.GetAccessors(nonPublic: true).Any(MemberSignature.IsVisible),
                EventInfo happening => MemberSignature.IsVisible(happening.AddMethod),
                FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
                _ => false,
            });

    private static bool Says(XElement member)
    {
        if (member.Descendants("inheritdoc").Any())
        {
            return true;
        }

        var text = Text(member);
        var own = member.Attribute("name")!.Value.Split('(')[0].Split('.')[^1];
        return text.Length > 0 && !text.TrimEnd('.').Equals(own, StringComparison.OrdinalIgnoreCase) && !Boilerplate().IsMatch(text);
    }

    private static string Text(XElement member) =>
        string.Concat(member.Elements("summary").DescendantNodes().Select(node => node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "see" or "seealso" or "paramref" or "typeparamref" } reference => reference.Attributes().FirstOrDefault()?.Value ?? "",
            _ => "",
        })).Trim();

    [GeneratedRegex(@"^Gets( or sets)? the \w+\.$", RegexOptions.None, 1000)]
    private static partial Regex Boilerplate();

    [GeneratedRegex(@"\w+", RegexOptions.None, 1000)]
    private static partial Regex Words();
}
