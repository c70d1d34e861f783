using System.Security.Cryptography;
using System.Text;

namespace SageTasks.Testing.AzureBlob;

/// <summary>The account and its key.</summary>
internal sealed class Account(LocalAzureBlobOptions options)
{
    public string Name { get; } = options.AccountName;

    public string Key { get; } = Convert.ToBase64String(options.Token is { } token ? Encoding.UTF8.GetBytes(token) : RandomNumberGenerator.GetBytes(64));

    public string Sign(string text) => Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Key), Encoding.UTF8.GetBytes(text)));
}
