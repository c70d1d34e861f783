using System.Security.Cryptography;

namespace SageTasks.Runs;

/// <summary>Draws nonces: 40 random bits, so that two requests for the same work never share one.</summary>
internal static class Nonces
{
    public static string New() => Base32.Encode(RandomNumberGenerator.GetBytes(5))[..SubmissionTag.NonceLength];
}
