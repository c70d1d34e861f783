namespace SageTasks.Testing.Gcs;

/// <summary>The etag of a resource, made of its generation and metageneration.</summary>
internal static class ETags
{
    public static string Of(long generation, long metageneration)
    {
        var bytes = new List<byte> { 0x08 };
        Append(bytes, generation);
        bytes.Add(0x10);
        Append(bytes, metageneration);
        return Convert.ToBase64String([.. bytes]);
    }

    private static void Append(List<byte> bytes, long number)
    {
        var rest = (ulong)number;
        for (; rest >= 0x80; rest >>= 7)
        {
            bytes.Add((byte)(rest | 0x80));
        }

        bytes.Add((byte)rest);
    }
}
