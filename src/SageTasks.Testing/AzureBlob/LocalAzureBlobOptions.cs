namespace SageTasks.Testing;

/// <summary>What a <see cref="LocalAzureBlob"/> can be told. The account's key is the Base64 of <see cref="LocalPlatformOptions.Token"/>.</summary>
public sealed record LocalAzureBlobOptions : LocalPlatformOptions
{
    /// <summary>The account's name: 3 to 24 lower-case letters and digits.</summary>
    public string AccountName { get; init; } = "localaccount";

    /// <summary>Containers that are there from the start.</summary>
    public IReadOnlyList<string> Containers { get; init => field = value ?? []; } = [];

    internal void CheckAccount()
    {
        if (AccountName.Length is < 3 or > 24 || !AccountName.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)))
        {
            throw new ArgumentException($"AccountName is '{AccountName}'; it takes 3 to 24 lower-case letters and digits.");
        }
    }
}
