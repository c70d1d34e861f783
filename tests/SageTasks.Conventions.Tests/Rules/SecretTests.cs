using System.Reflection;
using System.Text.RegularExpressions;
using SageTasks.Conventions.Tests.Fixtures;
using SageTasks.Conventions.Tests.Packages;
using SageTasks.Conventions.Tests.PublicApi;

namespace SageTasks.Conventions.Tests.Rules;

/// <summary>A secret that a user hands over is never in a text that ends up in a log.</summary>
public sealed partial class SecretTests
{
    private const string Marker = "marker-of-a-secret";

    [Fact]
    public void No_text_shows_a_secret()
    {
        var findings = new Findings();
        foreach (var type in Package.All.SelectMany(Speakers).Where(type => SecretsOf(type).Any()))
        {
            findings.Check(Leaks(type));
        }

        findings.AssertNone("ToString shows no token, password or key: a record with one says what it prints.", seenAtLeast: 0);
    }

    [Fact]
    public void The_rule_finds_a_record_that_prints_its_secret()
    {
        Assert.Equal(["TalkativeCredentials shows SecretAccessKey", "TalkativeCredentials shows SessionToken"], Leaks(typeof(TalkativeCredentials)));
        Assert.Empty(Leaks(typeof(DiscreetCredentials)));
    }

    [Theory]
    [InlineData("AccessToken", true)]
    [InlineData("Token", true)]
    [InlineData("Password", true)]
    [InlineData("SecretAccessKey", true)]
    [InlineData("NextPageToken", false)]
    [InlineData("TokenName", false)]
    [InlineData("Key", false)]
    public void A_secret_is_known_by_its_name(string name, bool secret) => Assert.Equal(secret, SecretName().IsMatch(name));

    // What a local platform keeps to itself are the secrets that it made up.
    private static IEnumerable<Type> Speakers(Package package) => package.Name == "SageTasks.Testing" ? package.PublicTypes : package.WrittenTypes;

    private static IEnumerable<PropertyInfo> SecretsOf(Type type) =>
        type.IsAbstract || type.ContainsGenericParameters
            ? []
            : type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
                .Where(property => property.PropertyType == typeof(string) && property.SetMethod is not null && SecretName().IsMatch(property.Name));

    private static IEnumerable<string> Leaks(Type type)
    {
        var made = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
        foreach (var secret in SecretsOf(type))
        {
            secret.SetValue(made, Marker);
            if (Shown(made).Contains(Marker, StringComparison.Ordinal))
            {
                yield return $"{TypeNames.Declared(type)} shows {secret.Name}";
            }

            secret.SetValue(made, null);
        }
    }

    private static string Shown(object value) => value.ToString() ?? "";

    [GeneratedRegex("^(?!.*(Page|Next|Continuation|Cancellation))(.*(Token|Password|Secret|ApiKey|PrivateKey|SecretKey|SecretAccessKey))$", RegexOptions.None, 1000)]
    private static partial Regex SecretName();
}
