using System.Text;
using Tandem.Cli;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await CommandTree.RunAsync(args, TimeProvider.System);
