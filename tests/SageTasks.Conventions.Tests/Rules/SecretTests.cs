using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using SageTasks.Conventions.Tests.Fixtures;
using SageTasks.Conventions.Tests.Packages;
using SageTasks.Conventions.Tests.PublicApi;

namespace SageTasks.Conventions.Tests.Rules;

/// <summary>A secret that a user hands over is never in a text that ends up in a log.</summary>
public sealed partial class SecretTests
{
    private const string Marker = "marker-of-a-secret";
    private const string Secret = $"https://example.org/x?X-Amz-Signature={Marker}";

    [Fact]
    public void No_text_shows_a_secret()
    {
        var findings = new Findings();
        foreach (var type in Package.All.SelectMany(Speakers).Where(type => SecretsOf(type).Any()))
        {
            findings.Check(Leaks(type));
        }

        findings.AssertNone("ToString shows no token, password or key: a record with one says what it prints.", seenAtLeast: 7);
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
    [InlineData("PreSignedUrl", true)]
    [InlineData("UploadPresignedUrl", true)]
    [InlineData("TokenName", false)]
    [InlineData("BatchToken", false)]
    [InlineData("Key", false)]
    public void A_secret_is_known_by_its_name(string name, bool secret) => Assert.Equal(secret, IsSecret("Thing", name));

    [Theory]
    [InlineData("AsyncJobId", false)]
    [InlineData("QueryNextPageToken", false)]
    [InlineData("ClientOptions", true)]
    public void A_token_that_only_marks_a_place_is_none(string type, bool secret) => Assert.Equal(secret, IsSecret(type, "Token"));

    // What a local platform keeps to itself are the secrets that it made up.
    private static IEnumerable<Type> Speakers(Package package) => package.Name == "SageTasks.Testing" ? package.PublicTypes : package.WrittenTypes;

    private static IEnumerable<PropertyInfo> SecretsOf(Type type) =>
        type.IsAbstract || type.ContainsGenericParameters
            ? []
            : type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
                .Where(property => property.PropertyType == typeof(string) && property.SetMethod is not null && IsSecret(type.Name, property.Name));

    private static bool IsSecret(string type, string property) => SecretName().IsMatch(property) && !PlaceName().IsMatch(type + property);

    private static IEnumerable<string> Leaks(Type type)
    {
        var made = type.GetConstructor(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance, Type.EmptyTypes)?.Invoke(null)
            ?? RuntimeHelpers.GetUninitializedObject(type);
        foreach (var secret in SecretsOf(type))
        {
            secret.SetValue(made, Secret);
            if (Shown(made).Contains(Marker, StringComparison.Ordinal))
            {
                yield return $"{TypeNames.Declared(type)} shows {secret.Name}";
            }

            secret.SetValue(made, null);
        }
    }

    private static string Shown(object value) => value.ToString() ?? "";

    [GeneratedRegex("(Token|Password|Secret|ApiKey|PrivateKey|SecretKey|SecretAccessKey|Pre[Ss]igned[A-Za-z]*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SecretName();

    [GeneratedRegex("Page|Next|Continuation|Cancellation|Batch|Job|Forward|Rewind", RegexOptions.None, 1000)]
    private static partial Regex PlaceName();
}
